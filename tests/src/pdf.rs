//! As much of PDF as tells how many sheets were printed.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// How many pages a file has. Firefox keeps their objects in compressed streams (ISO 32000-1, 7.5.7).
pub(crate) fn pages(pdf: &[u8]) -> usize {
    let starts =
        pdf.windows(7).enumerate().filter(|(_, window)| window == b"stream\n" || window == b"stream\r");
    let streams = starts.map(|(at, window)| {
        let skipped = if window.ends_with(b"\r") { 8 } else { 7 };
        let mut text = Vec::new();
        // What is no compressed stream is in the open and counted there.
        let _ = ZlibDecoder::new(pdf.get(at + skipped..).unwrap_or_default()).read_to_end(&mut text);
        in_the_open(&text)
    });
    in_the_open(pdf) + streams.sum::<usize>()
}

/// The objects of `/Type /Page`, and not `/Pages`.
fn in_the_open(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let types = text.split("/Type").skip(1).map(str::trim_start);
    types.filter(|after| after.starts_with("/Page") && !after.starts_with("/Pages")).count()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::pages;

    #[test]
    fn pages_are_counted_in_the_open_and_in_streams() {
        let open = "<</Type /Pages /Count 2>> <</Type/Page>> <</Type\n/Page>> <</Type /Font>>";
        assert_eq!(pages(open.as_bytes()), 2);
        for line in ["\n", "\r\n"] {
            let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(open.as_bytes()).unwrap();
            let packed = packed.finish().unwrap();
            let head = format!("1 0 obj <</Filter /FlateDecode>> stream{line}");
            let whole = [head.as_bytes(), &packed, b"\nendstream\nendobj <</Type /Page>>"].concat();
            assert_eq!(pages(&whole), 3);
        }
        assert_eq!(pages(b"stream\n"), 0);
    }
}
