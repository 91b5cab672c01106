//! The list of what was taken out of a file, each kind once.

use gian_diagnostics::{Text, text};

/// Collects notes about removed content.
#[derive(Debug, Default)]
pub(super) struct Removed(Vec<Text>);

impl Removed {
    /// Adds a note that is not in the list yet.
    pub(super) fn add(&mut self, note: Text) {
        if !self.0.contains(&note) {
            self.0.push(note);
        }
    }

    pub(super) fn into_texts(self) -> Vec<Text> {
        self.0
    }
}

/// Names and dates of writers, programs and organizations.
pub(super) fn properties() -> Text {
    text!("작성자·날짜 같은 문서 정보", "document properties such as authors and dates")
}

pub(super) fn comments() -> Text {
    text!("메모(댓글)와 쓴 사람", "comments and their authors")
}

pub(super) fn preview() -> Text {
    text!("미리보기 그림과 글", "the preview")
}

pub(super) fn printer() -> Text {
    text!("프린터 설정", "printer settings")
}

pub(super) fn unused() -> Text {
    text!("문서에서 쓰지 않는 부분", "parts that the document does not use")
}

pub(super) fn custom() -> Text {
    text!("프로그램이 붙인 사용자 지정 데이터", "custom data of programs")
}

pub(super) fn edit_marks() -> Text {
    text!("편집 이력 표시", "marks of editing sessions")
}

pub(super) fn picture_metadata() -> Text {
    text!("사진의 촬영 정보와 설명", "metadata of pictures")
}

pub(super) fn container() -> Text {
    text!("압축 파일의 날짜와 부가 정보", "dates and extra fields of the container")
}

pub(super) fn hidden_shapes() -> Text {
    text!("숨긴 도형", "hidden shapes")
}
