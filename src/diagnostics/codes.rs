//! What each code of a problem stands for, in one sentence: for lists of rules in reports.

use super::Text;

/// What a code stands for; `None` for one that is missing here, which `tests/formats.rs` does not let happen.
pub fn meaning(code: &str) -> Option<Text> {
    let at = MEANINGS.binary_search_by_key(&code, |(code, _, _)| code).ok()?;
    let (_, ko, en) = MEANINGS[at];
    Some(Text { ko: ko.to_owned(), en: en.to_owned() })
}

/// Code, Korean, English; in the order of the codes.
pub const MEANINGS: &[(&str, &str, &str)] = &[
    ("approver-date", "결재일은 결재권자가 서명한 날입니다", "결재일 is the day on which the approver signed"),
    (
        "attachment-contents",
        "공개하는 붙임 파일에 가린 값이나 개인정보가 없습니다",
        "An attached file that is public holds no withheld value and no personal data",
    ),
    (
        "attachment-files",
        "붙임의 목록과 attachments 폴더의 파일이 같습니다",
        "붙임 names the files of the attachments folder, and those only",
    ),
    ("attendance-total", "참석인원은 구분별 인원의 합계입니다", "The number of those present is the sum of its groups"),
    ("bad-date", "날짜는 달력에 있는 날입니다", "A date is one of the calendar"),
    ("bad-form", "값이 그 키의 형식에 맞습니다", "A value has the form of its key"),
    ("bad-time", "시각은 하루 안에 있습니다", "A time is one of the day"),
    ("bad-value", "값이 그 키에 쓸 수 있는 말입니다", "A value is one of the words that its key takes"),
    ("control-char", "파일에 제어 문자가 없습니다", "A file holds no control characters"),
    ("cost-product", "금액은 단가에 수량을 곱한 값입니다", "An amount is the unit price times the quantity"),
    ("cost-total", "비용의 합계는 항목 금액의 합입니다", "The total of costs is the sum of its items"),
    ("date-order", "날짜가 일의 순서와 같습니다", "Dates come in the order of the process"),
    (
        "disclosure-decisions",
        "공개결정은 있는 것을 가리키고, 위촉된 사람마다 있습니다",
        "A decision on disclosure names what exists, and appointed members have one",
    ),
    ("disclosure-grounds", "비공개 근거와 공개구분이 서로 맞습니다", "The grounds of a document fit its class"),
    (
        "document-changes",
        "사실이 틀렸을 때 고치거나 다시 만들 문서입니다",
        "A document to correct or to make again when a fact is wrong",
    ),
    (
        "document-kind",
        "문서의 종류가 있고, 그 종류에 필요한 자료가 있습니다",
        "The kind of a document is known, and its dossier has what the kind shows",
    ),
    ("duplicate-key", "키를 한 번만 씁니다", "A key is written once"),
    (
        "figure-contents",
        "공개하는 그림에 가린 값이나 개인정보가 없습니다",
        "A picture that is public holds no withheld value and no personal data",
    ),
    (
        "figure-files",
        "그림 파일이 문서에 실을 수 있고, 목록과 같습니다",
        "Files of pictures can stand in a document, and are those that it names",
    ),
    ("file-too-large", "파일이 읽을 수 있는 크기입니다", "A file is of a size that is read"),
    (
        "finding-reference",
        "검토가 가리키는 회차, 계획서의 판, 의견이 있습니다",
        "Rounds, versions and findings that the review names exist",
    ),
    (
        "finding-words",
        "의견을 말하는 곳마다 그 의견의 말과 같습니다",
        "A document says of a finding what the review says",
    ),
    ("font-folder", "글꼴 폴더의 글꼴을 읽을 수 있습니다", "The fonts of the font folder can be read"),
    ("front-matter", "문서 파일이 머리말로 시작합니다", "A document file begins with its front matter"),
    ("grant-total", "교부액은 항목 예산의 합입니다", "A grant is the sum of the budgets of its items"),
    ("identity", "식별자가 겹치지 않고, 부서가 있습니다", "Ids are unique, and departments exist"),
    ("internal", "gian의 결함이 없습니다", "No defect of gian came up"),
    (
        "limit-exceeded",
        "한 단계에 드는 시간과 메모리가 한도 안입니다",
        "A step stays within the limits of time and memory",
    ),
    ("link-refused", "작업공간에 바로가기(링크)가 없습니다", "The workspace holds no links"),
    ("mark-syntax", "비공개 표시를 바르게 씁니다", "Marks for withheld words are exactly written"),
    (
        "markdown-unsupported",
        "본문의 Markdown을 모두 문서에 실을 수 있습니다",
        "The document can hold all the Markdown of its writer",
    ),
    (
        "meeting-order",
        "회의가 시작한 뒤에 끝나고 서로 겹치지 않습니다",
        "A meeting ends after it begins, and meetings do not overlap",
    ),
    ("missing-glyph", "모든 글자가 글꼴에 있습니다", "The fonts have every character"),
    ("missing-key", "필요한 키가 모두 있습니다", "Every key that is needed is written"),
    ("not-a-file", "읽을 것이 파일입니다", "What is to be read is a file"),
    ("not-utf8", "파일이 UTF-8로 되어 있습니다", "A file is UTF-8"),
    ("number-width", "표의 수가 칸의 한 줄에 들어갑니다", "A number in a table fits on one line of its cell"),
    (
        "open-sources",
        "원본을 공개하는 작업공간에 가린 값이 없습니다",
        "Sources that anyone may see hold no withheld value",
    ),
    ("out-of-range", "수가 쓸 수 있는 범위 안입니다", "A number is within its range"),
    ("over-withholding", "필요 없이 가린 것이 없습니다", "Nothing is withheld without need"),
    ("personal-data", "공개하는 글에 개인정보가 없습니다", "Public text holds no personal data"),
    ("portable-name", "파일 이름을 모든 기기에서 쓸 수 있습니다", "Every machine can hold the names of files"),
    ("private-use-char", "사용자 정의 글자가 없습니다", "There are no private-use characters"),
    ("profile", "프로필 파일이 바릅니다", "A house profile is rightly written"),
    ("review-due", "다시 볼 날이 지난 비공개 결정이 없습니다", "No decision to withhold is due for review"),
    ("silence", "`gian: 무시` 주석이 바릅니다", "A comment that silences a rule is rightly written"),
    ("state-fields", "문서에 상태에 맞는 항목이 있습니다", "A record has what its state asks for"),
    ("structure", "파일의 구조가 스키마에 맞습니다", "A file has the structure of its schema"),
    ("template", "틀이 바르고 끝까지 적용됩니다", "A template can be read and rendered"),
    ("too-many", "한 파일의 문제를 모두 보일 수 있습니다", "The problems of a file can all be shown"),
    ("typeset", "문서를 조판할 수 있습니다", "A document can be set"),
    ("unknown-file", "gian이 읽는 파일만 있습니다", "Only files that gian reads are there"),
    ("unknown-key", "있는 키만 씁니다", "Only known keys are written"),
    ("unknown-profile", "프로필이 있습니다", "The house profile exists"),
    ("unreadable-file", "파일을 읽을 수 있습니다", "A file can be read"),
    (
        "unused-silence",
        "모든 `gian: 무시` 주석이 문제 하나 이상을 막습니다",
        "Every comment that silences a rule silences a problem",
    ),
    ("weekday", "요일이 그 날짜의 요일입니다", "A weekday is that of its date"),
    (
        "withheld-elsewhere",
        "가린 것이 다른 곳에 드러나 있지 않습니다",
        "What is withheld in one place is not open in another",
    ),
    ("wrong-type", "값의 종류가 키에 맞습니다", "A value has the type of its key"),
    ("yaml-alias", "YAML의 별칭과 태그를 쓰지 않습니다", "YAML aliases and tags are not used"),
    ("yaml-depth", "YAML이 너무 깊지 않습니다", "YAML is not nested too deeply"),
    ("yaml-documents", "한 파일에 YAML 문서가 하나입니다", "A file holds one YAML document"),
    ("yaml-key", "키가 글자입니다", "A key is text"),
    ("yaml-leading-zero", "0으로 시작하는 수를 따옴표로 감쌉니다", "A number with leading zeros is in quotes"),
    ("yaml-lost-comment", "값의 일부가 주석이 되지 않습니다", "No part of a value becomes a comment"),
    ("yaml-syntax", "YAML 문법에 맞습니다", "YAML is rightly written"),
    ("yaml-yes-no", "yes, no를 따옴표로 감쌉니다", "Yes and no are in quotes"),
];
