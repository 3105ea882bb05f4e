//! The file that the outlines are kept in.
//!
//! Whole numbers in LEB128 (seven bits a byte, the lowest first), signed ones in zigzag order, as in Protocol
//! Buffers. Borders that two prefectures share are kept once, so that simplifying never opens a gap between them.
//!
//! ```text
//! number of arcs
//!   per arc          number of points; the first point from the last arc's first one; each further one from the one before
//! per prefecture, 47 times
//!   a point inside   x, y
//!   number of rings
//!     per ring       number of arcs; each as signed(index + 1) from the one before, negative when walked backwards
//! ```

/// A point in whole units of the plane.
pub type Node = (i32, i32);

/// Outlines that share their borders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlines {
    /// Lines between the places where borders meet, and whole coasts of islands.
    pub arcs: Vec<Vec<Node>>,
    /// The prefectures in the order of their codes.
    pub prefectures: Vec<Prefecture>,
}

/// One prefecture of [`Outlines`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefecture {
    /// A point well inside its largest part.
    pub inside: Node,
    /// Closed lines, each made of arcs: the index of an arc and 1, negative where the arc is walked backwards.
    pub rings: Vec<Vec<i32>>,
}

/// How many prefectures there are.
pub const PREFECTURES: usize = 47;

/// Writes outlines.
#[must_use]
pub fn write(outlines: &Outlines) -> Vec<u8> {
    let mut bytes = Vec::new();
    unsigned(&mut bytes, outlines.arcs.len());
    let mut start = (0i32, 0i32);
    for arc in &outlines.arcs {
        unsigned(&mut bytes, arc.len());
        let mut last = start;
        for &(x, y) in arc {
            signed(&mut bytes, x - last.0);
            signed(&mut bytes, y - last.1);
            last = (x, y);
        }
        start = arc.first().copied().unwrap_or(start);
    }
    for prefecture in &outlines.prefectures {
        signed(&mut bytes, prefecture.inside.0);
        signed(&mut bytes, prefecture.inside.1);
        unsigned(&mut bytes, prefecture.rings.len());
        for ring in &prefecture.rings {
            unsigned(&mut bytes, ring.len());
            let mut last = 0;
            for &arc in ring {
                signed(&mut bytes, arc - last);
                last = arc;
            }
        }
    }
    bytes
}

fn unsigned(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

fn signed(bytes: &mut Vec<u8>, number: i32) {
    unsigned(bytes, ((number << 1) ^ (number >> 31)) as u32 as usize);
}

/// Reads outlines. Of a file that is cut off or broken it gives what can be read, and never fails: the file comes with
/// the program, and a map without some coasts is better than none.
#[must_use]
pub fn read(bytes: &[u8]) -> Outlines {
    let mut reader = Reader { bytes };
    let mut start = (0i32, 0i32);
    let arcs = reader.list(|reader| {
        let mut last = start;
        let points = reader.list(|reader| {
            last = (last.0.wrapping_add(reader.signed()), last.1.wrapping_add(reader.signed()));
            last
        });
        start = points.first().copied().unwrap_or(start);
        points
    });
    let prefectures = (0..PREFECTURES).map(|_| Prefecture {
        inside: (reader.signed(), reader.signed()),
        rings: reader.list(|reader| {
            let mut last = 0i32;
            reader.list(|reader| {
                last = last.wrapping_add(reader.signed());
                last
            })
        }),
    });
    Outlines { prefectures: prefectures.collect(), arcs }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn unsigned(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let Some((&byte, rest)) = self.bytes.split_first() else { return 0 };
            self.bytes = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn signed(&mut self) -> i32 {
        let number = self.unsigned();
        (number >> 1) as i32 ^ -((number & 1) as i32)
    }

    fn list<T>(&mut self, mut entry: impl FnMut(&mut Self) -> T) -> Vec<T> {
        // An entry takes a byte at least, so a broken number of them asks for no more memory than the file has.
        let count = (self.unsigned() as usize).min(self.bytes.len());
        (0..count).map(|_| entry(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_written_as_protocol_buffers_writes_them() {
        let check = |number, expected: &[u8]| {
            let mut bytes = Vec::new();
            signed(&mut bytes, number);
            assert_eq!(bytes, expected, "{number}");
            assert_eq!(Reader { bytes: &bytes }.signed(), number);
        };
        check(0, &[0]);
        check(-1, &[1]);
        check(1, &[2]);
        check(-64, &[0x7f]);
        check(150, &[0xac, 0x02]);
        check(i32::MAX, &[0xfe, 0xff, 0xff, 0xff, 0x0f]);
        check(i32::MIN, &[0xff, 0xff, 0xff, 0xff, 0x0f]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            arcs in prop::collection::vec(prop::collection::vec((-5000..5000, -5000..5000), 1..20), 0..20),
            rings in prop::collection::vec(prop::collection::vec(prop::collection::vec(-20..20, 1..5), 0..4), PREFECTURES),
        ) {
            let prefectures = rings.into_iter().map(|rings| Prefecture { inside: (rings.len() as i32, -7), rings });
            let outlines = Outlines { arcs, prefectures: prefectures.collect() };
            prop_assert_eq!(read(&write(&outlines)), outlines);
        }

        #[test]
        fn no_file_brings_it_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(read(&bytes).prefectures.len(), PREFECTURES);
        }
    }
}
