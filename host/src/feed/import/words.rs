//! The words of a feed for what people write into tables.

use ran_feed::search::fold_width;

/// Each word of the feed with what stands for it.
type Words = &'static [(&'static str, &'static [&'static str])];

pub(super) const KINDS: Words = &[
    ("seminar", &["セミナー", "講演会", "講演", "講座", "勉強会"]),
    ("consultation", &["相談会", "相談", "個別相談会"]),
    ("training", &["研修", "研修会", "講習会"]),
    ("career-education", &["出前授業", "職業講話", "出前授業・職業講話", "キャリア教育"]),
    ("networking", &["交流会", "交流"]),
    ("meeting", &["定例ミーティング", "ミーティング", "会議", "定例会"]),
    ("conference", &["カンファレンス", "シンポジウム", "フォーラム"]),
    ("open-factory", &["オープンファクトリー", "工場見学", "職場見学"]),
    ("briefing", &["説明会", "合同説明会", "会社説明会"]),
    ("workshop", &["ワークショップ"]),
    ("festival", &["フェスティバル", "祭り", "お祭り"]),
    ("other", &["その他"]),
];

pub(super) const AUDIENCES: Words = &[
    ("high-school", &["高校生"]),
    ("university", &["大学生", "学生"]),
    ("young-workers", &["若手社会人", "若手社員"]),
    ("companies", &["企業・人事", "企業", "事業者", "人事担当者"]),
    ("executives", &["経営者"]),
    ("officials", &["自治体・公共団体職員", "自治体職員", "行政職員"]),
    ("educators", &["教育関係者", "教員"]),
    ("regional-hr", &["地域人事部の団体", "地域人事部"]),
    ("public", &["一般", "どなたでも", "だれでも", "誰でも"]),
];

pub(super) const MODES: Words = &[
    ("onsite", &["会場開催", "会場", "対面", "現地"]),
    ("online", &["オンライン", "web", "有", "あり", "○", "1"]),
    ("hybrid", &["会場とオンライン", "ハイブリッド", "併用"]),
];

pub(super) const STATUSES: Words = &[
    ("scheduled", &["開催予定", "開催", "予定", "受付中", "募集中"]),
    ("cancelled", &["中止", "開催中止"]),
    ("postponed", &["延期", "開催延期"]),
    ("full", &["満席", "満員", "定員に達しました", "受付終了(満席)"]),
];

/// The word of the feed for a text.
pub(super) fn word(words: Words, text: &str) -> Option<&'static str> {
    let text = fold_width(text).to_lowercase();
    let text = text.trim();
    let is_meant = |other: &str| fold_width(other) == text;
    words
        .iter()
        .find(|(word, others)| *word == text || others.iter().any(|other| is_meant(other)))
        .map(|(word, _)| *word)
}

/// The parts of a cell that lists several things.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', ',', '，', '/', '／', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use ran_feed::model::{Audience, EventKind, EventStatus, Mode};

    use super::*;

    #[test]
    fn the_words_are_those_of_the_feed() {
        fn known(words: Words) -> Vec<&'static str> {
            words.iter().map(|(word, _)| *word).collect()
        }
        assert_eq!(known(KINDS), EventKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        // Of these `other` says nothing that a text would not say better.
        let without_other =
            |all: Vec<&'static str>| all.into_iter().filter(|word| *word != "other").collect::<Vec<_>>();
        assert_eq!(known(AUDIENCES), without_other(Audience::ALL.iter().map(|word| word.as_str()).collect()));
        assert_eq!(known(MODES), without_other(Mode::ALL.iter().map(|word| word.as_str()).collect()));
        assert_eq!(
            known(STATUSES),
            without_other(EventStatus::ALL.iter().map(|word| word.as_str()).collect())
        );
    }

    #[test]
    fn a_text_means_one_word() {
        for words in [KINDS, AUDIENCES, MODES, STATUSES] {
            let all: Vec<&str> = words.iter().flat_map(|(_, others)| others.iter().copied()).collect();
            for (word, others) in words {
                for other in *others {
                    assert_eq!(super::word(words, other), Some(*word), "{other}");
                    assert_eq!(all.iter().filter(|same| *same == other).count(), 1, "{other}");
                }
            }
        }
        assert_eq!(word(KINDS, " ｾﾐﾅｰ "), Some("seminar"));
        assert_eq!(word(KINDS, "Career-Education"), Some("career-education"));
        assert_eq!(word(KINDS, "健康"), None);
    }
}
