//! Putting members in order.

/// Kilometres are finer than places are known, and nothing in Japan is farther apart than this many of them.
const FARTHEST_KEY: usize = 4095;

/// Sorts by a key, keeping the order of equals: by counting, because the sort of the standard library costs a visitor
/// some kilobytes for each type.
pub(crate) fn order(members: &mut Vec<u32>, key: &dyn Fn(u32) -> usize) {
    let keys: Vec<usize> = members.iter().map(|member| key(*member).min(FARTHEST_KEY)).collect();
    let mut starts = vec![0; FARTHEST_KEY + 2];
    for key in &keys {
        starts[key + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; members.len()];
    for (member, key) in members.iter().zip(keys) {
        sorted[starts[key]] = *member;
        starts[key] += 1;
    }
    *members = sorted;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_their_order() {
        let mut members = vec![5, 1, 4, 2, 3];
        order(&mut members, &|member| if member == 4 { usize::MAX } else { (member % 2) as usize });
        assert_eq!(members, [2, 5, 1, 3, 4]);
        order(&mut Vec::new(), &|_| 0);
    }
}
