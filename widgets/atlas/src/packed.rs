//! The file that the outlines are kept in.
//!
//! Made so that brotli finds much that is alike: like stands beside like, and most numbers are small. Counts are in
//! LEB128 (seven bits a byte, the lowest first); signed numbers so too, in zigzag order, as in Protocol Buffers; a step
//! from point to point is a byte in two's complement, or −128 and a signed number where that is too small. Borders that
//! two prefectures share are kept once, so that simplifying never opens a gap between them.
//!
//! ```text
//! number of arcs, and of the points of each
//! per arc            x of its first point, from the last point of the arc before
//! per arc            y of the same
//! per arc            per further point: the step in x from the point before
//! per arc            per further point: the step in y
//! per prefecture, 47 times
//!   a point inside   x, y
//!   number of rings
//!     per ring       number of arcs; each as 0 for the next arc that was not walked yet, forwards; or else as its
//!                    index and 1 (negative when walked backwards), plus the number of such arcs until now, plus 1 where that is not negative
//! ```

/// A point in whole units of the plane: to the east, to the south.
pub type Node = [i32; 2];

/// Outlines that share their borders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlines {
    /// Lines between the places where borders meet; and whole coasts of islands, whose first point is not said again.
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
    outlines.arcs.iter().for_each(|arc| unsigned(&mut bytes, arc.len()));
    for axis in 0..2 {
        let mut last = 0;
        for arc in outlines.arcs.iter().filter(|arc| !arc.is_empty()) {
            signed(&mut bytes, arc[0][axis] - last);
            last = arc[arc.len() - 1][axis];
        }
    }
    for axis in 0..2 {
        for pair in outlines.arcs.iter().flat_map(|arc| arc.windows(2)) {
            let by = pair[1][axis] - pair[0][axis];
            match i8::try_from(by) {
                Ok(by) if by != FAR => bytes.push(by as u8),
                _ => {
                    bytes.push(FAR as u8);
                    signed(&mut bytes, by);
                }
            }
        }
    }
    let mut walked = 0;
    for prefecture in &outlines.prefectures {
        prefecture.inside.iter().for_each(|number| signed(&mut bytes, *number));
        unsigned(&mut bytes, prefecture.rings.len());
        for ring in &prefecture.rings {
            unsigned(&mut bytes, ring.len());
            for &arc in ring {
                let back = arc + walked;
                if arc == walked + 1 {
                    signed(&mut bytes, 0);
                    walked += 1;
                } else {
                    signed(&mut bytes, if back < 0 { back } else { back + 1 });
                }
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
    // Loops, not adapters: each chain that is collected is code of its own for a visitor to carry.
    let mut arcs = Vec::new();
    // A point takes two bytes at least, so broken numbers ask for no more memory than the file has.
    let mut left = bytes.len();
    for _ in 0..reader.count() {
        let points = reader.count().min(left);
        left -= points;
        arcs.push(vec![Node::default(); points]);
    }
    for axis in 0..2 {
        for first in arcs.iter_mut().filter_map(|arc| arc.first_mut()) {
            first[axis] = reader.signed();
        }
    }
    for axis in 0..2 {
        let mut last = 0i32;
        for arc in &mut arcs {
            for (at, node) in arc.iter_mut().enumerate() {
                last = last.wrapping_add(if at == 0 { node[axis] } else { reader.step() });
                node[axis] = last;
            }
        }
    }
    let mut walked = 0i32;
    let prefectures = (0..PREFECTURES).map(|_| Prefecture {
        inside: [reader.signed(), reader.signed()],
        rings: reader.list(|reader| {
            reader.list(|reader| match reader.signed() {
                0 => {
                    walked += 1;
                    walked
                }
                back if back < 0 => back.wrapping_sub(walked),
                back => back.wrapping_sub(1).wrapping_sub(walked),
            })
        }),
    });
    Outlines { prefectures: prefectures.collect(), arcs }
}

/// The step that says that the next number is one.
const FAR: i8 = i8::MIN;

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

    fn step(&mut self) -> i32 {
        let Some((&byte, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        match byte as i8 {
            FAR => self.signed(),
            by => by.into(),
        }
    }

    /// How many follow. An entry takes a byte at least.
    fn count(&mut self) -> usize {
        (self.unsigned() as usize).min(self.bytes.len())
    }

    fn list<T>(&mut self, mut entry: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.count()).map(|_| entry(self)).collect()
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
            arcs in prop::collection::vec(prop::collection::vec([-5000..5000, -200..200], 0..20), 0..20),
            rings in prop::collection::vec(prop::collection::vec(prop::collection::vec(-20..20, 1..5), 0..4), PREFECTURES),
        ) {
            let prefectures = rings.into_iter().map(|rings| Prefecture { inside: [rings.len() as i32, -7], rings });
            let outlines = Outlines { arcs, prefectures: prefectures.collect() };
            prop_assert_eq!(read(&write(&outlines)), outlines);
        }

        #[test]
        fn no_file_brings_it_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(read(&bytes).prefectures.len(), PREFECTURES);
        }
    }
}
