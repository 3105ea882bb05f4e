//! Why a feed cannot be used at all.

use std::fmt;

use crate::{
    Tongue,
    tongue::{choose, say},
};

/// Why nothing of a feed could be read. What costs only a part of it is a [`Diagnostic`](crate::Diagnostic) instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub(crate) Cause);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Empty,
    Encoding,
    Html,
    NotJson(String),
    NotAnObject,
    TooLarge { bytes: usize, limit: usize },
    Version(String),
}

impl Error {
    /// A stable name that a program may match or translate: `empty`, `encoding`, `html`, `not-json`, `not-an-object`,
    /// `too-large` or `version`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Cause::Empty => "empty",
            Cause::Encoding => "encoding",
            Cause::Html => "html",
            Cause::NotJson(_) => "not-json",
            Cause::NotAnObject => "not-an-object",
            Cause::TooLarge { .. } => "too-large",
            Cause::Version(_) => "version",
        }
    }

    /// What is wrong: a sentence in Japanese, and in English one without capital and full stop.
    #[must_use]
    pub fn what(&self, tongue: Tongue) -> String {
        match &self.0 {
            Cause::Empty => say!(tongue, "the feed is empty", "フィードが空です。"),
            Cause::Encoding => {
                say!(tongue, "the feed is not in UTF-8", "フィードの文字コードが、UTF-8ではありません。")
            }
            Cause::Html => say!(
                tongue,
                "the feed is an HTML or XML page, not JSON",
                "フィードがJSONではなく、HTMLかXMLのページです。"
            ),
            Cause::NotJson(start) => say!(
                tongue,
                "the feed is not JSON: it begins with “{start}”",
                "フィードがJSONではありません。「{start}」で始まっています。"
            ),
            Cause::NotAnObject => say!(
                tongue,
                "the feed is JSON, but not an object",
                "JSONですが、波かっこ {{ }} で囲まれたフィードではありません。"
            ),
            Cause::TooLarge { bytes, limit } => say!(
                tongue,
                "the feed has {bytes} bytes, more than the {limit} that are read",
                "フィードが{bytes}バイトあり、読み込める{limit}バイトを超えています。"
            ),
            Cause::Version(version) => say!(
                tongue,
                "the feed has version {version} of the format; this reader knows version 1",
                "フィードはバージョン{version}で書かれていますが、ここで読めるのはバージョン1です。"
            ),
        }
    }

    /// How to mend it, as a sentence.
    #[must_use]
    pub fn remedy(&self, tongue: Tongue) -> &'static str {
        match self.0 {
            Cause::Empty => choose!(
                tongue,
                "Publish the feed again; the upload may have failed.",
                "もう一度公開してください。アップロードに失敗したのかもしれません。"
            ),
            Cause::Encoding => {
                choose!(tongue, "Save the file as UTF-8.", "ファイルをUTF-8で保存し直してください。")
            }
            Cause::Html => choose!(
                tongue,
                "Check the address: a web page stands there, perhaps an error page or a sign-in.",
                "アドレスを確かめてください。エラーやログインのページが返っているのかもしれません。"
            ),
            Cause::NotJson(_) => choose!(
                tongue,
                "Check the address, and that the file is the JSON feed.",
                "アドレスと、ファイルがJSONのフィードであることを確かめてください。"
            ),
            Cause::NotAnObject => choose!(
                tongue,
                "A feed begins with { and names its version, alliance, members and events.",
                "フィードは { で始まり、version、alliance、members、eventsが続きます。"
            ),
            Cause::TooLarge { .. } => choose!(
                tongue,
                "Move past events into a feed of their own, or raise the limit.",
                "終わった行事を別のフィードに移すか、上限を上げてください。"
            ),
            Cause::Version(_) => choose!(
                tongue,
                "Update RAN Widgets to a version that knows this format.",
                "このバージョンを読めるRAN Widgetsに更新してください。"
            ),
        }
    }
}

impl fmt::Display for Error {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what(Tongue::En))
    }
}

impl std::error::Error for Error {}
