//! A small proof of work, so that sending a thousand forms costs a robot something and a person nothing.
//!
//! SHA-256 is written out here because `crypto.subtle` is absent on pages over plain http, and works in promises, one
//! for each of many thousand tries.

/// The SHA-256 of a message (FIPS 180-4 §6.2).
#[must_use]
pub fn sha256(message: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(message);
    hasher.finish()
}

/// Bytes in small hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// More zero bits than anybody is asked to find: a page that is asked for more does not begin.
pub const MOST_DIFFICULT: u32 = 24;

/// Whether a proof holds: the SHA-256 of `token.proof` begins with so many zero bits.
///
/// ```
/// use ran_form::proof::{Search, holds};
/// let proof = Search::new("token", 8).advance(10_000).unwrap();
/// assert!(holds("token", &proof, 8));
/// assert!(!holds("another", &proof, 30));
/// ```
#[must_use]
pub fn holds(token: &str, proof: &str, difficulty: u32) -> bool {
    // A proof is a decimal number; anything longer is there to make the receiver work.
    if proof.len() > 20 {
        return false;
    }
    let mut hasher = Sha256::new();
    hasher.update(token.as_bytes());
    hasher.update(b".");
    hasher.update(proof.as_bytes());
    zero_bits(&hasher.finish()) >= difficulty
}

fn zero_bits(digest: &[u8; 32]) -> u32 {
    let mut bits = 0;
    for byte in digest {
        bits += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    bits
}

/// The search for a proof, a few thousand tries at a time, so that a page stays quick.
#[derive(Clone, Debug)]
pub struct Search {
    /// The state after `token.`, which all tries share.
    prefix: Sha256,
    difficulty: u32,
    next: u64,
}

impl Search {
    /// A search for the proof of a token.
    #[must_use]
    pub fn new(token: &str, difficulty: u32) -> Self {
        let mut prefix = Sha256::new();
        prefix.update(token.as_bytes());
        prefix.update(b".");
        Self { prefix, difficulty: difficulty.min(MOST_DIFFICULT), next: 0 }
    }

    /// Tries so many numbers more. The answer is the proof, if it is among them.
    pub fn advance(&mut self, tries: u32) -> Option<String> {
        for _ in 0..tries {
            let proof = self.next.to_string();
            self.next += 1;
            let mut hasher = self.prefix.clone();
            hasher.update(proof.as_bytes());
            if zero_bits(&hasher.finish()) >= self.difficulty {
                return Some(proof);
            }
        }
        None
    }
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
const K: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

/// The first 32 bits of the fractional parts of the square roots of the first eight primes (FIPS 180-4 §5.3.3).
const H: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

const BLOCK: usize = 64;

#[derive(Clone, Debug)]
struct Sha256 {
    state: [u32; 8],
    block: [u8; BLOCK],
    /// How many bytes of the block are filled.
    filled: usize,
    /// How many bytes there have been in all.
    length: u64,
}

impl Sha256 {
    fn new() -> Self {
        Self { state: H, block: [0; BLOCK], filled: 0, length: 0 }
    }

    fn update(&mut self, message: &[u8]) {
        for byte in message {
            self.push(*byte);
        }
        self.length += message.len() as u64;
    }

    fn push(&mut self, byte: u8) {
        self.block[self.filled] = byte;
        self.filled += 1;
        if self.filled == BLOCK {
            self.compress();
            self.filled = 0;
        }
    }

    /// Padding (§5.1.1): a one, zeros, and the length in bits.
    fn finish(mut self) -> [u8; 32] {
        self.push(0x80);
        while self.filled != BLOCK - 8 {
            self.push(0);
        }
        for byte in (self.length * 8).to_be_bytes() {
            self.push(byte);
        }
        let mut digest = [0; 32];
        for (bytes, word) in digest.chunks_exact_mut(4).zip(self.state) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        digest
    }

    /// One block (§6.2.2).
    fn compress(&mut self) {
        let mut w = [0_u32; 64];
        for (word, bytes) in w.iter_mut().zip(self.block.chunks_exact(4)) {
            *word = bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
        }
        for t in 16..64 {
            let s0 = w[t - 15].rotate_right(7) ^ w[t - 15].rotate_right(18) ^ w[t - 15] >> 3;
            let s1 = w[t - 2].rotate_right(17) ^ w[t - 2].rotate_right(19) ^ w[t - 2] >> 10;
            w[t] = w[t - 16].wrapping_add(s0).wrapping_add(w[t - 7]).wrapping_add(s1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = self.state;
        for (k, w) in K.iter().zip(w) {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let t1 = h.wrapping_add(s1).wrapping_add(e & f ^ !e & g).wrapping_add(*k).wrapping_add(w);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (word, add) in self.state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = word.wrapping_add(add);
        }
    }
}
