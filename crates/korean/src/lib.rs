//! How Korean official documents write dates, times, money and numbers, what of a person they must not show, and what a
//! reader of them knows: public holidays, names of laws, words and spaces that are wrong.
//!
//! Sources: 행정업무의 운영 및 혁신에 관한 규정 제7조 (dates, times, numerals), 시행규칙 제2조
//! (items, amounts).

pub mod amount;
pub mod date;
pub mod equation;
pub mod holiday;
pub mod item;
pub mod law;
pub mod near;
pub mod particle;
pub mod personal;
pub mod spacing;
pub mod words;
pub mod written;
