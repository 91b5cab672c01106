//! The fenced block `차트`: values as bars, lines or shares of a circle.

use gian_diagnostics::text;
use gian_document::{Chart, ChartKind, Datum, Drawing, Figure, Inline, Series, escape};
use gian_source::yaml::{Kind, Node};
use gian_view::redaction::ground_of;

use super::figure_keys::{DESCRIPTION, NAME, TITLE};
use super::nested::Nested;
use super::problem::Problem;
use super::reader::{Reader, Values};
use super::{fences, masks};

/// Name of the fenced block.
pub const CHART: &str = "차트";

const KIND: &str = "종류";
const UNIT: &str = "단위";
const ITEMS: &str = "항목";
const SERIES: &str = "계열";
const VALUES: &str = "값";

/// Limits: more items or series cannot be told apart.
const MOST_ITEMS: usize = 20;
const MOST_SERIES: usize = 4;
const MOST_SHARES: usize = 8;

/// Parses the YAML of the block. The figure is numbered when the document is complete.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<Figure, Vec<Problem>> {
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let figure = reader.chart(&tree);
    figure.filter(|_| reader.problems.is_empty()).ok_or(reader.problems)
}

impl<M: Nested> Reader<'_, M> {
    fn chart(&mut self, tree: &Node) -> Option<Figure> {
        let values = self.values(tree, &[TITLE, NAME, DESCRIPTION, KIND, UNIT, ITEMS, SERIES, VALUES], CHART)?;
        let (name, caption) = self.caption(&values);
        let description = self.description(&values);
        let unit = values.get(UNIT).and_then(|n| self.scalar(n)).map(escape::decode);
        let kind = self.kind(&values);
        let (nodes, at) = self.list(&values, ITEMS, MOST_ITEMS)?;
        let items: Vec<Vec<Inline>> = nodes.iter().filter_map(|n| self.short(n)).collect();
        let series = self.series(&values, nodes.len())?;
        let kind = kind?;
        if kind == ChartKind::Shares {
            let numbers = || {
                series.iter().flat_map(|s| &s.values).filter_map(|v| match v {
                    Datum::Number { value, .. } => Some(*value),
                    Datum::Masked(_) | Datum::Missing => None,
                })
            };
            let withheld = series.iter().flat_map(|s| &s.values).any(|v| matches!(v, Datum::Masked(_)));
            let no_whole = numbers().any(|n| n < 0.0) || (!withheld && numbers().sum::<f64>() <= 0.0);
            if series.len() != 1 || items.len() > MOST_SHARES || no_whole {
                self.refuse(
                    self.first_line(&at.span),
                    text!(
                        "`원`은 계열 하나, 항목 {}개까지, 0 이상인 값으로 그립니다",
                        "`원` has one series, up to {} items and no negative value, and a sum above 0"; MOST_SHARES
                    ),
                    text!(
                        "작은 항목을 `기타`로 모으거나 `종류: 막대`로 쓰십시오",
                        "join small items, or write `종류: 막대`"
                    ),
                );
                return None;
            }
        }
        let content = Drawing::Chart(Chart { kind, unit, items, series });
        Some(Figure { number: 0, index: 0, name, caption, description, content })
    }

    fn kind(&mut self, values: &Values<'_>) -> Option<ChartKind> {
        let Some(node) = values.get(KIND) else {
            self.missing(values, KIND);
            return None;
        };
        let text = escape::decode(self.scalar(node)?.trim());
        let kind = match text.as_str() {
            "막대" => Some(ChartKind::Bars),
            "꺾은선" => Some(ChartKind::Lines),
            "원" => Some(ChartKind::Shares),
            _ => None,
        };
        if kind.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 차트의 종류가 아닙니다", "`{}` is no kind of chart"; text),
                text!("쓸 수 있는 값: 막대, 꺾은선, 원", "the values are: 막대, 꺾은선, 원"),
            );
        }
        kind
    }

    /// A list of one entry or more, with its place.
    fn list<'n>(&mut self, values: &Values<'n>, key: &str, most: usize) -> Option<(&'n [Node], &'n Node)> {
        let Some(node) = values.get(key) else {
            self.missing(values, key);
            return None;
        };
        match &node.kind {
            Kind::Seq(list) if (1..=most).contains(&list.len()) => Some((list, node)),
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                self.refuse(
                    self.first_line(&node.span),
                    text!("`{}`에는 1개부터 {}개까지 적습니다", "`{}` is a list of 1 to {} entries"; key, most),
                    text!("`{}: [가, 나]`처럼 쓰고, 많으면 차트를 나누십시오", "write it as in `{}: [가, 나]`, and divide the chart if there are more"; key),
                );
                None
            }
        }
    }

    /// The series: `계열`, or `값` for a single one without a name.
    fn series(&mut self, values: &Values<'_>, count: usize) -> Option<Vec<Series>> {
        if values.get(SERIES).is_none() {
            let (nodes, at) = self.list(values, VALUES, MOST_ITEMS)?;
            return Some(vec![Series { name: Vec::new(), values: self.data(nodes, at, count)? }]);
        }
        if let Some(node) = values.get(VALUES) {
            self.refuse(
                self.first_line(&node.span),
                text!("`계열`이 있으면 `값`은 그 안에 적습니다", "`값` belongs into the entries of `계열`"),
                text!("`값`을 지우십시오", "remove `값`"),
            );
        }
        let (nodes, _) = self.list(values, SERIES, MOST_SERIES)?;
        let mut all = Vec::new();
        for node in nodes {
            let values = self.values(node, &[NAME, VALUES], SERIES)?;
            let name = match values.get(NAME) {
                Some(node) => self.short(node),
                None => {
                    self.missing(&values, NAME);
                    None
                }
            };
            let (nodes, at) = self.list(&values, VALUES, MOST_ITEMS)?;
            all.push(Series { name: name?, values: self.data(nodes, at, count)? });
        }
        Some(all)
    }

    /// The values of a series, as many as there are items.
    fn data(&mut self, nodes: &[Node], at: &Node, count: usize) -> Option<Vec<Datum>> {
        if nodes.len() != count {
            self.refuse(
                self.first_line(&at.span),
                text!("항목은 {}개인데 값은 {}개입니다", "there are {} items, but {} values"; count, nodes.len()),
                text!(
                    "수를 맞추십시오. 값이 없으면 `-`를 적으십시오",
                    "make the numbers agree; write `-` where there is no value"
                ),
            );
            return None;
        }
        nodes.iter().map(|node| self.datum(node)).collect()
    }

    fn datum(&mut self, node: &Node) -> Option<Datum> {
        let source = self.scalar(node)?.trim();
        let (inlines, _) = self.markdown.line(source);
        if source.chars().any(|c| ground_of(c).is_some()) {
            return Some(Datum::Masked(masks::with_masks(source)));
        }
        // A marked value is plain text in the edition that may show it.
        let text = gian_document::plain(&inlines).trim().to_owned();
        if matches!(text.as_str(), "-" | "–" | "") || source == "-" {
            return Some(Datum::Missing);
        }
        let unsigned = text.strip_prefix(['△', '▲', '-', '−']);
        let digits = unsigned.unwrap_or(&text).replace(',', "");
        let is_number =
            !digits.is_empty() && digits.len() <= 16 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let value = digits.parse::<f64>().ok().filter(|_| is_number);
        let Some(value) = value else {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 차트의 값이 될 수 없습니다", "`{}` cannot be a value of a chart"; text),
                text!(
                    "`1,200`, `△3.5`처럼 수만 적고 단위는 `단위`에 적으십시오",
                    "write a number, as in `1,200` or `△3.5`, and the unit under `단위`"
                ),
            );
            return None;
        };
        Some(Datum::Number { value: if unsigned.is_some() { -value } else { value }, text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::NestedMarkdown;

    fn chart(code: &str) -> Result<Chart, Vec<String>> {
        match parse(code, &NestedMarkdown) {
            Ok(Figure { content: Drawing::Chart(chart), .. }) => Ok(chart),
            Ok(_) => panic!("a chart"),
            Err(problems) => Err(problems.iter().map(|p| code[p.range.clone()].to_owned()).collect()),
        }
    }

    #[test]
    fn values_are_numbers_as_officials_write_them() {
        let chart =
            chart("제목: 이용자\n종류: 막대\n단위: 명\n항목: [가, 나, 다, 라]\n값: [\"1,200\", △3.5, '-', 0]\n")
                .unwrap();
        let number = |value, text: &str| Datum::Number { value, text: text.to_owned() };
        assert_eq!(
            chart.series[0].values,
            [number(1200.0, "1,200"), number(-3.5, "△3.5"), Datum::Missing, number(0.0, "0")]
        );
    }

    #[test]
    fn what_cannot_be_drawn_has_a_place() {
        let refused = |code: &str| chart(&format!("제목: 가\n{code}")).unwrap_err();
        assert_eq!(refused("종류: 파이\n항목: [가]\n값: [1]\n"), ["파이"]);
        assert_eq!(refused("종류: 막대\n항목: [가, 나]\n값: [1]\n"), ["[1]"]);
        assert_eq!(refused("종류: 막대\n항목: [가]\n값: [1명]\n"), ["1명"]);
        assert_eq!(refused("종류: 원\n항목: [가, 나]\n값: [1, △2]\n"), ["[가, 나]"]);
        assert_eq!(refused("종류: 원\n항목: [가]\n값: [0]\n"), ["[가]"]);
        assert_eq!(refused("종류: 막대\n항목: []\n값: []\n"), ["[]"]);
        assert_eq!(refused("종류: 막대\n항목: [가]\n계열: [{이름: 나, 값: [1]}]\n값: [1]\n"), ["[1]"]);
    }
}
