//! Finds entries by their ids: the places of a list, sorted by a hash of the id that stands there.
//!
//! Not a `HashMap`, and not the sort of the standard library: each costs the widgets 3 KB or more. Sorting by hash
//! rather than by id looks into the entries only where two hashes are the same: with 100,000 members that is ten times
//! as fast, because members are large and lie far apart.

use crate::order::sort;

/// The places of a list by the ids that stand there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Index {
    /// Hash in the upper half, place in the lower. Equal hashes are in the order of their ids, then of their places,
    /// so that not even a feed made of equal hashes takes quadratic time.
    keys: Vec<u64>,
}

/// The id at a place of a list.
type IdAt<'a> = dyn Fn(usize) -> &'a str + 'a;

impl Index {
    /// Indexes a list of this length, and says which places, in order, have an id that an earlier place has.
    pub(crate) fn new<'a>(count: usize, id_at: &IdAt<'a>) -> (Self, Vec<usize>) {
        let key = |place| hash(id_at(place)) << 32 | place as u64;
        let mut keys: Vec<u64> = (0..count.min(u32::MAX as usize)).map(key).collect();
        sort(&mut keys, &|a, b| match (a >> 32, b >> 32) {
            (a, b) if a != b => a > b,
            _ => id_at(place(a)) > id_at(place(b)),
        });
        let mut repeated = vec![false; keys.len()];
        for pair in keys.windows(2) {
            let same = pair[0] >> 32 == pair[1] >> 32 && id_at(place(pair[0])) == id_at(place(pair[1]));
            repeated[place(pair[1])] = same;
        }
        let repeated =
            (0..).zip(repeated).filter(|(_, repeated)| *repeated).map(|(place, _)| place).collect();
        (Self { keys }, repeated)
    }

    /// The place of an id.
    pub(crate) fn find<'a>(&self, id_at: &IdAt<'a>, id: &str) -> Option<usize> {
        let hash = hash(id);
        let at =
            self.keys.binary_search_by(|&key| (key >> 32).cmp(&hash).then_with(|| id_at(place(key)).cmp(id)));
        at.ok().map(|at| place(self.keys[at]))
    }
}

/// The place of a key.
fn place(key: u64) -> usize {
    (key & u64::from(u32::MAX)) as usize
}

/// FNV-1a with 32 bits, by Fowler, Noll and Vo.
fn hash(id: &str) -> u64 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    u64::from(id.bytes().fold(0x811C_9DC5, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ids: &[&str], expected_repeated: &[usize]) {
        let id_at = |place: usize| ids[place];
        let (index, repeated) = Index::new(ids.len(), &id_at);
        assert_eq!(repeated, expected_repeated, "{ids:?}");
        // Which of two places with one id is found does not matter: the later entry is taken out.
        for id in ids {
            let found = index.find(&id_at, id);
            assert_eq!(found.map(id_at), Some(*id), "{id} in {ids:?}");
            assert!(
                !repeated.is_empty() || found == ids.iter().position(|first| first == id),
                "{id} in {ids:?}"
            );
        }
        assert_eq!(index.find(&id_at, "no such id"), None);
    }

    #[test]
    fn every_id_is_found_where_it_first_stands() {
        check(&[], &[]);
        check(&["a"], &[]);
        check(&["b", "a", "c"], &[]);
        check(&["", "a", "塩尻"], &[]);
    }

    #[test]
    fn equal_hashes_are_told_apart() {
        // Two well-known collisions of FNV-1a with 32 bits.
        assert_eq!(hash("costarring"), hash("liquid"));
        assert_eq!(hash("declinate"), hash("macallums"));
        check(&["liquid", "declinate", "costarring", "macallums"], &[]);
        check(&["liquid", "costarring", "liquid", "costarring"], &[2, 3]);
    }

    #[test]
    fn many_ids_in_any_order() {
        let ids: Vec<String> = (0..1_000).map(|number| (number * 7_919 % 1_009).to_string()).collect();
        check(&ids.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    }

    #[test]
    fn hashes_are_those_that_the_authors_publish() {
        assert_eq!(hash(""), 0x811C_9DC5);
        assert_eq!(hash("a"), 0xE40C_292C);
        assert_eq!(hash("foobar"), 0xBF9C_F968);
    }
}
