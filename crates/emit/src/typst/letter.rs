//! Head and foot of a letter as calls of `letterhead` and `letterfoot`.

use super::*;

impl Emitter<'_> {
    pub(super) fn letter_head(self, letter: &Letter, out: &mut String) {
        let line = |inlines: &[Inline]| {
            let mut text = String::from("[");
            self.inlines(inlines, self.page().narrower(5.0 * self.measure.text).title(1.0), false, &mut text);
            text + "]"
        };
        let option = |text: &Option<String>| text.as_ref().map_or("none".to_owned(), |t| literal(t));
        let _ = writeln!(
            out,
            "#letterhead(slogan: {}, agency: {}, receiver: {}, via: {}, title: {})",
            option(&letter.slogan),
            literal(&letter.agency),
            line(&letter.receiver),
            option(&letter.via),
            line(&letter.title),
        );
    }

    pub(super) fn letter_foot(self, letter: &Letter, out: &mut String) {
        let list = |items: Vec<String>| items.iter().fold(String::new(), |all, item| all + item + ", ");
        let signature = |s: &Signature| {
            let notes = list(s.notes.iter().map(|n| literal(n)).collect());
            format!("(title: {}, notes: ({notes}), name: {})", literal(&s.title), literal(&s.name))
        };
        let signatures = |all: &[Signature]| format!("({})", list(all.iter().map(signature).collect()));
        // One text, so that its lines end between words.
        let mut receivers = String::from("none");
        if !letter.receivers.is_empty() {
            receivers = String::from("[");
            let joined = letter.receivers.join(&Inline::Text(", ".to_owned()));
            let spot = Spot { size: 11.0, face: HEAD, ..self.page() }.narrower(5.0 * 11.0).title(1.0);
            self.inlines(&joined, spot, false, &mut receivers);
            receivers.push(']');
        }
        let approvals = letter.approvals.iter().map(|a| {
            let agency = a.agency.as_ref().map_or("none".to_owned(), |t| literal(t));
            format!("(agency: {agency}, signatures: {})", signatures(&a.signatures))
        });
        let mut issue = String::from("[");
        self.place(letter, &mut issue);
        let _ = write!(issue, "#{}]", literal(&letter.issue_line()));
        let _ = writeln!(
            out,
            "#letterfoot(senders: ({}), seal-note: {}, receivers: {}, approvals: ({}), cooperation: {}, issue: {}, contact: ({}))",
            list(letter.senders.iter().map(|s| literal(s)).collect()),
            letter.seal_note.map_or("none".to_owned(), literal),
            receivers,
            list(approvals.collect()),
            signatures(&letter.cooperation),
            // The foot is one piece: it has no other place in it for a mark.
            issue,
            list(letter.contact.iter().map(|c| literal(c)).collect()),
        );
    }
}
