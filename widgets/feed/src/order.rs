//! Putting things in order.

/// A merge sort from the bottom up, stable: `after` says whether the first must come after the second.
///
/// One of our own, once for all that is sorted here: those of the standard library cost 3 KB each time they are used.
pub(crate) fn sort(keys: &mut Vec<u64>, after: &dyn Fn(u64, u64) -> bool) {
    let mut merged = Vec::with_capacity(keys.len());
    let mut width = 1;
    while width < keys.len() {
        merged.clear();
        for pair in keys.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                if after(*a, *b) {
                    merged.push(*b);
                    right = right_rest;
                } else {
                    merged.push(*a);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(keys, &mut merged);
        width *= 2;
    }
}

/// The places of the keys from the least to the greatest; of equal ones the first comes first.
pub(crate) fn in_order(keys: &[i64]) -> impl Iterator<Item = usize> {
    let mut places: Vec<u64> = (0..keys.len() as u64).collect();
    sort(&mut places, &|first, second| keys[second as usize] < keys[first as usize]);
    places.into_iter().map(|place| place as usize)
}

/// The times in order, each once.
pub(crate) fn sorted(mut times: Vec<i64>) -> Vec<i64> {
    if !times.is_sorted() {
        times = in_order(&times).map(|place| times[place]).collect();
    }
    times.dedup();
    times
}
