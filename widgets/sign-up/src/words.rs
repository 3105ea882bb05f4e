//! What the form says of itself.

ran_parts::phrases! {
    NO_FORM = "このフォームは、現在受け付けていません。", "This form is currently closed.", "この フォームは、今《いま》 使《つか》えません。";
    /// Who can be asked instead.
    ASK = "お問い合わせ：", "Contact: ", "聞《き》く ところ：";
    /// Above the first questions: who may join, and what for.
    ELIGIBLE = "対象", "Who can join", "入《はい》れる 人《ひと》";
    BENEFITS = "会員になると", "What you get", "会員《かいいん》に なると";
    REQUIRED = "※必須", "(required)", "※かならず 答《こた》えて ください";
    OPTIONAL = "※任意", "(optional)", "※書《か》かなくても いいです";
    EXAMPLE = "例：", "Example: ", "例《れい》：";
    LETTERS = "{}文字以上、{}文字以内", "{} to {} characters", "{}文字《もじ》から {}文字《もじ》まで";
    MOST_LETTERS = "{}文字以内", "{} characters at most", "{}文字《もじ》まで";
    MOST_CHOICES = "{}個まで選べます", "Choose up to {}", "{}個《こ》まで えらべます";
    CHOOSE = "選択してください", "Choose", "えらんで ください";
    /// Below radio buttons of which one is chosen and none need be.
    CLEAR = "選択を取り消す", "Clear the choice", "えらぶのを やめる";
    /// Below the postcode.
    FILLED_IN = "郵便番号から住所を入力しました。ご確認ください。", "The address was filled in from the postcode. Please check it.",
        "郵便番号《ゆうびんばんごう》から 住所《じゅうしょ》を 書《か》きました。確《たし》かめて ください。";
    FILLED_IN_STREET = "郵便番号から住所を入力しました。番地などを続けて入力してください。", "The address was filled in from the postcode. Please add the house number and so on.",
        "郵便番号《ゆうびんばんごう》から 住所《じゅうしょ》を 書《か》きました。続《つづ》きの 番号《ばんごう》を 書《か》いて ください。";
    /// After either, or alone: what a person has typed does not follow the postcode.
    LEFT = "すでに入力されていた住所は変更していません。郵便番号と合っているか、ご確認ください。",
        "What you had entered was left as it is. Please check that it matches the postcode.",
        "あなたが 書《か》いた 住所《じゅうしょ》は、そのままです。郵便番号《ゆうびんばんごう》と 合《あ》って いるか、確《たし》かめて ください。";
    NO_ADDRESS = "この郵便番号の住所を自動で入力できませんでした。番号をお確かめのうえ、住所を入力してください。",
        "No address could be filled in for this postcode. Please check it and enter the address.",
        "住所《じゅうしょ》が わかりませんでした。番号《ばんごう》を 確《たし》かめて、住所《じゅうしょ》を 書《か》いて ください。";
    YEAR = "年", "year", "年《ねん》";
    MONTH = "月", "month", "月《がつ》";
    DAY = "日", "day", "日《にち》";
    STEPS = "入力の手順", "Steps", "手順《てじゅん》";
    STEP = "ステップ {}", "Step {}", "ステップ {}";
    FILL_IN = "入力", "Your answers", "書《か》く";
    REVIEW = "確認", "Review", "確《たし》かめる";
    CHECK = "入力内容をお確かめのうえ、下のボタンで送信してください。",
        "Check your answers, then send them with the button below.",
        "書《か》いた ことを 確《たし》かめて、下《した》の ボタンを 押《お》して ください。";
    /// After that, as long as it is certain.
    NOT_SENT = "まだ送信されていません。", "Nothing has been sent yet.", "まだ 送《おく》って いません。";
    CHANGE = "修正する", "Change", "直《なお》す";
    NOTHING = "（未入力）", "(no answer)", "（書《か》いて いません）";
    AGREED = "同意する", "Agreed", "同意《どうい》します";
    NEXT = "次へ進む", "Continue", "次《つぎ》へ";
    TO_REVIEW = "確認画面へ進む", "Review your answers", "確《たし》かめる";
    BACK = "前に戻る", "Back", "前《まえ》へ もどる";
    SEND = "送信する", "Send", "送《おく》る";
    /// Over the list of what is to be mended.
    MEND = "未入力または誤りのある項目が{}件あります。ご確認ください。", "Please correct {} answers", "{}か所《しょ》 直《なお》して ください。";
    MEND_ONE = "未入力または誤りのある項目が1件あります。ご確認ください。", "Please correct 1 answer", "1か所《しょ》 直《なお》して ください。";
    SENDING = "送信しています。そのままお待ちください。", "Sending. Please wait.", "送《おく》って います。待《ま》って ください。";
    /// After a reload while it was on its way.
    RESUMED = "送信の途中で中断しました。登録が済んでいるかどうかを確認しています。そのままお待ちください。",
        "Sending was interrupted. We are checking whether your form was received. Please wait.",
        "送《おく》って いる 途中《とちゅう》で 止《と》まりました。届《とど》いたか、確《たし》かめて います。待《ま》って ください。";
    RETRYING = "すぐに送信できないため、自動で送り直しています。入力した内容は消えません。そのままお待ちください。",
        "The form could not be sent yet. It is being sent again automatically, and your answers are safe. Please wait.",
        "もう一度《いちど》 送《おく》って います。書《か》いた ことは 消《き》えません。待《ま》って ください。";
    OFFLINE = "インターネットにつながっていません。つながり次第、自動で送信します。このページを開いたままお待ちください。",
        "You are offline. The form will be sent automatically when you are back online. Please keep this page open.",
        "インターネットに つながって いません。つながったら、送《おく》ります。この ページを 閉《と》じないで ください。";
    /// The address of the secretariat stands in it, if the feed has one.
    UNREACHABLE = "送信できませんでした。入力した内容は消えていません。時間をおいて、もう一度送信してください。二重に登録されることはありません。何度試しても送信できない場合は、事務局{}へお問い合わせください。",
        "The form could not be sent. Your answers are still here. Please try again later; you will not be registered twice. If it still cannot be sent, please contact the secretariat{}.",
        "送《おく》る ことが できませんでした。書《か》いた ことは 消《き》えて いません。少《すこ》し 待《ま》って、もう一度《いちど》 送《おく》って ください。2回《かい》 送《おく》っても、申《もう》しこみは 1つです。何回《なんかい》も できない ときは、事務局《じむきょく》{}に 聞《き》いて ください。";
    /// Here too.
    REFUSED = "送信できませんでした。入力した内容は消えていません。お手数ですが、事務局{}へお問い合わせください。",
        "The form could not be sent. Your answers are still here. Please contact the secretariat{}.",
        "送《おく》る ことが できませんでした。書《か》いた ことは 消《き》えて いません。事務局《じむきょく》{}に 聞《き》いて ください。";
    /// Of the same submission, other answers were received before.
    RECEIVED = "このフォームからは、別の内容の申し込みをすでに受け付けています。今の内容は、まだ受け付けていません。今の内容も送る場合は、もう一度送信してください。別の申し込みとして受け付けます。",
        "You have already sent this form with different answers. What you see now has not been sent. To send it as well, press the button again; it will count as a separate application.",
        "この フォームは、前《まえ》に 一度《いちど》 受《う》け付《つ》けました。今《いま》 書《か》いて ある ことは、まだ 受《う》け付《つ》けて いません。書《か》いた ことは 消《き》えて いません。これも 送《おく》りたい ときは、もう一度《いちど》 送《おく》って ください。別《べつ》の 申《もう》しこみに なります。";
    /// Beside an e-mail address, of whose host the name of another one is a slip of the keys away.
    SLIP = "「@{}」の打ち間違いではありませんか。正しい場合は、このまま送信できます。", "Did you mean “@{}”? If your address is correct, you can send it as it is.",
        "「@{}」ですか。今《いま》の 書《か》きかたで いい ときは、そのまま 送《おく》って ください。";
    PURPOSE = "個人情報の利用目的", "What your data is used for", "あなたの 情報《じょうほう》の 使《つか》い方《かた》";
    SHARING = "団体間での共有", "Sharing between organisations", "ほかの 団体《だんたい》に 伝《つた》える こと";
    POLICY = "プライバシーポリシー", "Privacy policy", "プライバシーポリシー";
    VERSION = "文面の版：{}", "Version of this text: {}", "この 文《ぶん》の 番号《ばんごう》：{}";
    DONE = "お申し込みを受け付けました", "Thank you. We have received your application.", "受《う》け付《つ》けました";
    RECEIPT = "受付番号", "Receipt number", "受付番号《うけつけばんごう》";
    KEEP_NUMBER = "お問い合わせの際に必要です。この番号を控えるか、この画面を印刷してください。", "You will need this number if you contact us. Note it down or print this page.",
        "聞《き》きたい ことが ある とき、この 番号《ばんごう》を 使《つか》います。番号《ばんごう》を 書《か》くか、この ページを 印刷《いんさつ》して ください。";
    ANEW = "新しい申し込みを入力する", "Fill in another form", "新《あたら》しい フォームを 書《か》く";
    DOWNLOAD = "同意内容の控えを保存する", "Save a record of your consent", "同意《どうい》した ことを ファイルに 保存《ほぞん》する";
    CONSENT_RECEIPT = "同意内容の控え", "Record of consent", "同意《どうい》した こと";
    FORM = "フォーム", "Form", "フォーム";
    AT = "受付日時", "Received at", "受《う》け付《つ》けた 日《ひ》と 時間《じかん》";
    TEXT_VERSION = "文面の版", "Version of the text", "文《ぶん》の 番号《ばんごう》";
    TEXT_SHA256 = "文面のSHA-256", "SHA-256 of the text", "文《ぶん》の SHA-256";
    NOT_AGREED = "同意しない", "Not agreed", "同意《どうい》しません";
}
