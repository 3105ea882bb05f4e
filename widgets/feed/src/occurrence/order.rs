//! Putting times in order.

/// The places of the keys from the least to the greatest; of equal ones the first comes first.
///
/// A merge sort of our own, once for all that is sorted here: those of the standard library cost 3 KB each time they
/// are used.
pub(super) fn in_order(keys: &[i64]) -> Vec<u32> {
    let mut places: Vec<u32> = (0..keys.len() as u32).collect();
    let mut merged = Vec::with_capacity(places.len());
    let key = |place: u32| keys[place as usize];
    let mut run = 1;
    while run < places.len() {
        merged.clear();
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([first, rest_of_left @ ..], [second, rest_of_right @ ..]) = (left, right) {
                if key(*second) < key(*first) {
                    merged.push(*second);
                    right = rest_of_right;
                } else {
                    merged.push(*first);
                    left = rest_of_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        run *= 2;
    }
    places
}

/// The times in order, each once.
pub(super) fn sorted(mut times: Vec<i64>) -> Vec<i64> {
    if !times.is_sorted() {
        times = in_order(&times).into_iter().map(|place| times[place as usize]).collect();
    }
    times.dedup();
    times
}
