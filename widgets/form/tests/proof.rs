//! SHA-256 and the proof of work, natively and in Wasm.

use ran_form::proof::{MOST_DIFFICULT, Search, hex, holds, sha256};
use wasm_bindgen_test::wasm_bindgen_test;

/// The examples of NIST for FIPS 180-4 (one and two blocks, the empty message, a million letters), and the lengths
/// around a block's end, computed with coreutils' `sha256sum`.
#[wasm_bindgen_test(unsupported = test)]
fn sha256_of_fips_180_4() {
    let check = |message: &[u8], expected: &str| assert_eq!(hex(&sha256(message)), expected);
    check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    check(
        b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    );
    check(&[b'a'; 1_000_000], "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    check(&[b'a'; 55], "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    check(&[b'a'; 56], "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    check(&[b'a'; 63], "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34");
    check(&[b'a'; 64], "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
    check(&[b'a'; 119], "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_proof_is_found_in_portions_and_holds() {
    let mut search = Search::new("a token", 10);
    let proof = (0..1_000).find_map(|_| search.advance(100)).unwrap();
    assert!(holds("a token", &proof, 10));
    assert!(hex(&sha256(format!("a token.{proof}").as_bytes())).starts_with("00"));
    assert!(!holds("another token", &proof, 32));
    assert!(!holds("a token", &"0".repeat(21), 0));
    assert!(holds("a token", &u64::MAX.to_string(), 0));
}

/// By coreutils' `sha256sum`: that of `a token.4` begins with 119f, and of `a token.2`, the first with five zero bits,
/// with 0744.
#[wasm_bindgen_test(unsupported = test)]
fn as_many_zero_bits_as_are_asked_for_are_enough() {
    assert!(holds("a token", "4", 3) && !holds("a token", "4", 4));
    assert!(holds("a token", "2", 5) && !holds("a token", "2", 6));
    assert_eq!(Search::new("a token", 5).advance(100).as_deref(), Some("2"));
}

#[wasm_bindgen_test(unsupported = test)]
fn nobody_is_asked_for_more_than_a_phone_can_do() {
    assert_eq!(format!("{:?}", Search::new("t", 200)), format!("{:?}", Search::new("t", MOST_DIFFICULT)));
}
