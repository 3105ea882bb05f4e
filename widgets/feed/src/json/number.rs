//! Numbers of JSON without the 24 KB that `str::parse::<f64>` costs in Wasm.

use super::Value;

/// The powers of ten that an `f64` holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The length of the number at the beginning of `text` by the grammar of RFC 8259 §6, and whether it has a leading
/// zero too many, which the grammar forbids and we read all the same. `None` if there is no number.
pub(super) fn measure(text: &[u8]) -> Option<(usize, bool)> {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 {
        return None;
    }
    let leading_zero = whole > 1 && text[at] == b'0';
    at += whole;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some((at, leading_zero))
}

/// The value of a number that [`measure`] found, or `None` if it is beyond the range of an `f64`.
///
/// Exact wherever the first 19 digits are below 2^53 and the power of ten is at most 22 either way, which holds for
/// every coordinate and figure a feed has; beyond that, the last two or three bits may differ from the nearest `f64`.
pub(super) fn value(text: &[u8]) -> Option<Value<'static>> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    let mut mantissa: u64 = 0;
    let mut power: i32 = 0;
    let mut whole = true;
    let mut rest = digits.iter();
    while let Some(&byte) = rest.next() {
        match byte {
            b'.' => whole = false,
            b'e' | b'E' => {
                power = power.saturating_add(exponent(rest.as_slice()));
                let number = scale(mantissa, power);
                return finite(negative, number);
            }
            _ => {
                let digit = u64::from(byte - b'0');
                match mantissa.checked_mul(10).and_then(|tens| tens.checked_add(digit)) {
                    Some(next) if next < 1 << 63 => {
                        mantissa = next;
                        power -= i32::from(!whole);
                    }
                    // No room for the digit: before the point it still counts as a place.
                    _ => {
                        power += i32::from(whole);
                        // A later digit must not slip in at the wrong place.
                        return finite(
                            negative,
                            scale(mantissa, power.saturating_add(remaining(rest.as_slice(), whole))),
                        );
                    }
                }
            }
        }
    }
    if whole {
        let number = i64::try_from(mantissa).ok()?;
        return Some(Value::Integer(if negative { -number } else { number }));
    }
    finite(negative, scale(mantissa, power))
}

/// The power of ten that the digits after the last one kept add: their places before the point, and the exponent.
fn remaining(rest: &[u8], mut whole: bool) -> i32 {
    let mut power = 0i32;
    for (index, &byte) in rest.iter().enumerate() {
        match byte {
            b'.' => whole = false,
            b'e' | b'E' => return power.saturating_add(exponent(&rest[index + 1..])),
            _ => power = power.saturating_add(i32::from(whole)),
        }
    }
    power
}

/// The digits after `e`, bounded far beyond the range of an `f64`.
fn exponent(text: &[u8]) -> i32 {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let size = digits.fold(0i32, |sum, &byte| (sum * 10 + i32::from(byte - b'0')).min(100_000));
    if text.first() == Some(&b'-') { -size } else { size }
}

#[expect(clippy::cast_precision_loss, reason = "the loss is the documented one, beyond 2^53")]
fn scale(mantissa: u64, power: i32) -> f64 {
    let mut number = mantissa as f64;
    let mut left = power.unsigned_abs() as usize;
    while left > 0 && number != 0.0 && number.is_finite() {
        let step = left.min(EXACT.len() - 1);
        if power < 0 {
            number /= EXACT[step];
        } else {
            number *= EXACT[step];
        }
        left -= step;
    }
    number
}

fn finite(negative: bool, number: f64) -> Option<Value<'static>> {
    number.is_finite().then_some(Value::Number(if negative { -number } else { number }))
}
