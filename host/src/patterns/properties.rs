//! The names by which browsers know the properties of letters (ECMA-262 §22.2.1, tables "Non-binary Unicode property
//! aliases" and "Binary Unicode property aliases", and Unicode's PropertyValueAliases.txt).

/// The values of `General_Category`.
const CATEGORIES: &str = "C Other Cc Control cntrl Cf Format Cn Unassigned Co Private_Use Cs Surrogate \
    L Letter LC Cased_Letter Ll Lowercase_Letter Lm Modifier_Letter Lo Other_Letter Lt Titlecase_Letter Lu Uppercase_Letter \
    M Mark Combining_Mark Mc Spacing_Mark Me Enclosing_Mark Mn Nonspacing_Mark \
    N Number Nd Decimal_Number digit Nl Letter_Number No Other_Number \
    P Punctuation punct Pc Connector_Punctuation Pd Dash_Punctuation Pe Close_Punctuation Pf Final_Punctuation \
    Pi Initial_Punctuation Po Other_Punctuation Ps Open_Punctuation \
    S Symbol Sc Currency_Symbol Sk Modifier_Symbol Sm Math_Symbol So Other_Symbol \
    Z Separator Zl Line_Separator Zp Paragraph_Separator Zs Space_Separator";

/// The properties that a letter has or has not.
const BINARY: &str = "ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Any Assigned Bidi_Control Bidi_C Bidi_Mirrored Bidi_M \
    Case_Ignorable CI Cased Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL \
    Changes_When_NFKC_Casefolded CWKCF Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash \
    Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod \
    Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict Extender Ext Grapheme_Base Gr_Base \
    Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue IDC ID_Start IDS \
    Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math Noncharacter_Code_Point NChar \
    Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical Regional_Indicator RI \
    Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper \
    Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS";

/// Whether `\p{name}` is known.
pub(super) fn is_property(name: &str) -> bool {
    [CATEGORIES, BINARY].iter().any(|names| names.split(' ').any(|known| known == name))
}

/// Whether `\p{name=value}` is known, if Rust knows it.
pub(super) fn is_value(name: &str, value: &str) -> bool {
    match name {
        "General_Category" | "gc" => CATEGORIES.split(' ').any(|known| known == value),
        "Script" | "sc" | "Script_Extensions" | "scx" => is_script(value),
        _ => false,
    }
}

/// Whether the name of a script is spelled as Unicode spells it: `Old_Italic`, `Hira`. Which ones there are Rust knows.
fn is_script(name: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|letter| letter.is_ascii_lowercase())
    };
    // Rust takes any name with `Is` before it.
    name == "SignWriting" || !name.starts_with("Is") && name.split('_').all(is_word)
}
