//! Search as people type it: `ｼﾆｱ`, `シニア` and `しにあ`, or `ＲＡＮ` and `ran`, or 髙橋 and 高橋, find the same.
//!
//! Folding is done by rule and for what Japanese input needs. Full Unicode normalisation would cost 49 KB in Wasm.

/// The letters of half-width katakana U+FF66 to U+FF9D in full width, in the order of the code chart.
const HALF_WIDTH_KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Full width to half for Latin letters, digits and marks; half to full for kana, voiced marks joined; every white
/// space to a space, and every dash that stands for a hyphen to `-`.
///
/// ```
/// use ran_feed::search::fold_width;
/// assert_eq!(fold_width("３９９－０７８６　ｶﾞｲﾄﾞ"), "399-0786 ガイド");
/// ```
#[must_use]
pub fn fold_width(text: &str) -> String {
    narrowed(text, String::push)
}

/// Folds the width of each letter and lets `push` add it.
fn narrowed(text: &str, push: impl Fn(&mut String, char)) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // ﾞ ﾟ, and the combining marks of decomposed file names: joined to the letter before.
            '\u{FF9E}' | '\u{3099}' => voice(&mut folded, '\u{309B}', 1),
            '\u{FF9F}' | '\u{309A}' => voice(&mut folded, '\u{309C}', 2),
            _ => push(&mut folded, narrow(letter)),
        }
    }
    folded
}

fn narrow(letter: char) -> char {
    match letter {
        // The dashes that people and input methods put for a hyphen.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        // And what they find beside them: ˗ ⁃ ─ ━ ﹘.
        '\u{02D7}' | '\u{2043}' | '\u{2500}' | '\u{2501}' | '\u{FE58}' => '-',
        // U+FF01 to U+FF5E stand 0xFEE0 above ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        '\u{FF66}'..='\u{FF9D}' => HALF_WIDTH_KANA.chars().nth(letter as usize - 0xFF66).unwrap_or(letter),
        '\u{FF61}' => '。',
        '\u{FF62}' => '「',
        '\u{FF63}' => '」',
        '\u{FF64}' => '、',
        '\u{FF65}' => '・',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// Gives the last letter a voiced mark: 1 for dakuten (か → が), 2 for handakuten (は → ぱ). Where the letter takes
/// none, the mark stands alone.
fn voice(text: &mut String, alone: char, mark: u32) {
    let Some(last) = text.pop() else {
        text.push(alone);
        return;
    };
    // Katakana stand 0x60 above hiragana, in the same order.
    let hiragana = if ('\u{30A1}'..='\u{30FA}').contains(&last) { last as u32 - 0x60 } else { last as u32 };
    let joined = match (hiragana, mark) {
        // ヴ stands apart from ウ; ゔ from う.
        (0x3046, 1) => Some(last as u32 + 0x4E),
        // か to ち stand in pairs with an odd code for the plain letter, つ to と with an even one.
        (0x304B..=0x3061, 1) if hiragana % 2 == 1 => Some(last as u32 + 1),
        (0x3064 | 0x3066 | 0x3068, 1) => Some(last as u32 + 1),
        // は to ほ stand in threes: plain, voiced, half-voiced.
        (0x306F | 0x3072 | 0x3075 | 0x3078 | 0x307B, _) => Some(last as u32 + mark),
        _ => None,
    };
    match joined.and_then(char::from_u32) {
        Some(joined) => text.push(joined),
        None => text.extend([last, alone]),
    }
}

/// Kanji in other shapes, in the order of their codes, each before how most people write it: the old shapes of the 常用漢字表
/// that names of people, places and organisations have, and shapes that names alone have (髙, 﨑, 舘). Also what people take
/// for each other (斎藤 and 斉藤).
#[rustfmt::skip]
const SHAPES: [[char; 2]; 78] = [
    ['亞', '亜'], ['來', '来'], ['冨', '富'], ['劍', '剣'], ['國', '国'], ['壽', '寿'], ['學', '学'],
    ['實', '実'], ['寶', '宝'], ['峯', '峰'], ['嵜', '崎'], ['嶋', '島'], ['嶌', '島'], ['嶽', '岳'],
    ['廣', '広'], ['彌', '弥'], ['惠', '恵'], ['應', '応'], ['戶', '戸'], ['斎', '斉'], ['晉', '晋'],
    ['曾', '曽'], ['會', '会'], ['栁', '柳'], ['桒', '桑'], ['桝', '枡'], ['條', '条'], ['榮', '栄'],
    ['槇', '槙'], ['檜', '桧'], ['檮', '梼'], ['櫻', '桜'], ['淺', '浅'], ['澁', '渋'], ['澤', '沢'],
    ['濱', '浜'], ['濵', '浜'], ['瀧', '滝'], ['瀨', '瀬'], ['灣', '湾'], ['眞', '真'], ['礪', '砺'],
    ['禮', '礼'], ['稻', '稲'], ['穐', '秋'], ['穗', '穂'], ['竈', '釜'], ['篭', '籠'], ['縣', '県'],
    ['與', '与'], ['舘', '館'], ['萬', '万'], ['薗', '園'], ['藏', '蔵'], ['藝', '芸'], ['蘆', '芦'],
    ['衞', '衛'], ['豐', '豊'], ['邉', '辺'], ['邊', '辺'], ['鄕', '郷'], ['釼', '剣'], ['鐵', '鉄'],
    ['關', '関'], ['靑', '青'], ['靜', '静'], ['頚', '頸'], ['驒', '騨'], ['髙', '高'], ['鰺', '鯵'],
    ['鷗', '鴎'], ['鹽', '塩'], ['黑', '黒'], ['齊', '斉'], ['齋', '斉'], ['龍', '竜'], ['龜', '亀'],
    ['﨑', '崎'],
];

/// How most people write a letter that names have in another shape.
fn common(letter: char) -> char {
    // Most letters are no kanji, and every text that is searched is folded.
    if letter < '\u{4E00}' {
        return letter;
    }
    let at = SHAPES.binary_search_by_key(&letter, |[shape, _]| *shape).ok();
    at.and_then(|at| SHAPES.get(at)).map_or(letter, |[_, common]| *common)
}

/// A text in the one form in which searching compares: as [`fold_kana`] has it, with kanji as most people write them.
///
/// Folding what is folded changes nothing.
///
/// ```
/// use ran_feed::search::fold;
/// assert_eq!(fold("髙橋"), fold("高橋"));
/// assert_eq!(fold("龍ケ崎市"), fold("竜ヶ﨑市"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let folded = folded(text, common);
    // ヵ and ヶ of names of places, once no voiced mark can be joined to them any more.
    if folded.contains(['\u{3095}', '\u{3096}']) {
        return folded.replace('\u{3095}', "か").replace('\u{3096}', "け");
    }
    folded
}

/// [`fold_width`], small letters, hiragana, one space between words and none at the ends. Long-vowel marks and every dash
/// become `ー`, because people mix them up (コ−ヒ−), and the wave dashes one.
#[must_use]
pub fn fold_kana(text: &str) -> String {
    folded(text, |letter| letter)
}

fn folded(text: &str, common: fn(char) -> char) -> String {
    let mut folded = narrowed(text, |folded, letter| match letter {
        ' ' if folded.is_empty() || folded.ends_with(' ') => {}
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        // ァ to ヶ, and ヽ ヾ, stand 0x60 above their hiragana.
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}' | '\u{30FE}' => {
            folded.push(char::from_u32(letter as u32 - 0x60).unwrap_or(letter));
        }
        '-' => folded.push('ー'),
        '\u{301C}' => folded.push('~'),
        _ => folded.push(common(letter)),
    });
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// What stands between words, narrow. Other marks stand inside names: R&D, C++.
const BETWEEN: &str = " ,、。・/;|\"“”〝〟()[]{}<>〈〉《》「」『』【】〔〕";

/// The words of what somebody types, as they are typed.
///
/// ```
/// use ran_feed::search::words;
/// assert_eq!(words("「外国人」、採用／定着").collect::<Vec<_>>(), ["外国人", "採用", "定着"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| BETWEEN.contains(narrow(letter))).filter(|word| !word.is_empty())
}

/// What someone looks for: every word must be found.
///
/// ```
/// use ran_feed::search::{Query, fold};
/// let query = Query::new("ｼﾆｱ　長野");
/// assert!(query.matches(&fold("シニア人材の相談会（長野県）")));
/// assert!(!query.matches(&fold("シニア人材の相談会")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded, with single spaces between the words.
    words: String,
}

impl Query {
    /// The words of a text field. A name is found with its ・ too: each of its parts stands in it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { words: words(&fold(text)).collect::<Vec<_>>().join(" ") }
    }

    /// Whether there is nothing to look for, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs in a text that [`fold`] has folded.
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.words.split(' ').all(|word| folded.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_found_and_none_leads_to_another() {
        assert!(SHAPES.is_sorted_by(|[one, _], [other, _]| one < other));
        for [shape, common] in SHAPES {
            assert_eq!(fold(&shape.to_string()), common.to_string());
            assert_eq!(fold(&common.to_string()), common.to_string());
        }
    }
}
