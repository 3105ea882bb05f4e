//! What the profile says of itself.

crate::phrases! {
    ABOUT = "紹介", "About", "どんな 団体《だんたい》？";
    THEMES = "得意なテーマ", "Themes", "得意《とくい》な こと";
    SERVICES = "できること", "Services", "できる こと";
    PROGRAMMES = "取り組み", "Programmes", "やって いる こと";
    PEOPLE = "関わる人", "People", "かかわる 人《ひと》";
    EVENTS = "これからの予定", "Next events", "これからの 予定《よてい》";
    CONTACT = "連絡先", "Contact", "連絡先《れんらくさき》";
    CONSULT = "相談する", "Ask for advice", "相談《そうだん》する";
    /// Before 「人口50万人以上」, which no member has of its own.
    OF_REGION = "地域の", "Region: ", "この 地域《ちいき》に ";
    /// Where it works, beside where it is.
    AREAS = "活動地域：{}", "Works in: {}", "活動《かつどう》して いる ところ：{}";
    NATIONWIDE = "全国", "All of Japan", "全国《ぜんこく》";
    SINCE = "{}年から参加", "Member since {}", "{}年《ねん》から 会員《かいいん》です";
    AT_LEAST = "{}以上", "at least {}", "{}か それより 多《おお》い";
    AT_MOST = "{}以下", "at most {}", "{}か それより 少《すく》ない";
    ABOUT_SO_MANY = "約{}", "about {}", "だいたい {}";
    /// The time that a figure covers.
    WITHIN = "（{}）", " ({})", "（{}）";
    ONE_OF_SEVERAL = "{}団体で実施", "Run by {} members", "{} 団体《だんたい》で して います";
    PROVISIONAL = "日程は未確定", "To be confirmed", "日《ひ》は まだ 決《き》まって いません";
    /// What a programme is called where this member runs it.
    LOCAL_NAME = "（当地での名称：{}）", "(here: {})", "（ここでの 名前《なまえ》：{}）";
    /// Under next events of which one has no page of its own.
    ASK = "詳しくは団体へお問い合わせください。", "Please ask the organisation for details.", "くわしい ことは 団体《だんたい》に 聞《き》いて ください。";
    MEMBERS_ONLY = "会員限定", "Members only", "会員《かいいん》だけ";
}
