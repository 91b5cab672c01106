//! Writes a PDF with one revision: header, objects in the order in which the catalog leads to them, one table.

use std::collections::VecDeque;

use sha2::{Digest, Sha256};

use super::value::{Entries, Indirect, Value};

/// The bytes of a file. The first object is the catalog; objects that nothing leads to are left out.
pub(super) fn write(version: &str, objects: &[Indirect], info: Option<&Value>) -> Vec<u8> {
    let mut numbers: Vec<Option<usize>> = vec![None; objects.len()];
    let mut order = Vec::new();
    let mut waiting = VecDeque::from([0]);
    numbers[0] = Some(1);
    while let Some(index) = waiting.pop_front() {
        order.push(index);
        references(&objects[index].value, &mut |to| {
            if to < objects.len() && numbers[to].is_none() {
                numbers[to] = Some(order.len() + waiting.len() + 1);
                waiting.push_back(to);
            }
        });
    }
    let mut out = format!("%PDF-{version}\n%\u{e2}\u{e3}\n").into_bytes();
    let mut offsets = Vec::new();
    for (number, index) in order.iter().enumerate() {
        let object = &objects[*index];
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        match (&object.stream, &object.value) {
            (Some(data), Value::Dict(entries)) => {
                let mut entries = entries.clone();
                entries.insert(b"Length".to_vec(), Value::Int(data.len() as i64));
                put_dict(&mut out, &entries, &numbers);
                out.extend_from_slice(b"\nstream\n");
                out.extend_from_slice(data);
                out.extend_from_slice(b"\nendstream");
            }
            (_, value) => put(&mut out, value, &numbers),
        }
        out.extend_from_slice(b"\nendobj\n");
    }
    if let Some(info) = info {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", offsets.len()).as_bytes());
        put(&mut out, info, &numbers);
        out.extend_from_slice(b"\nendobj\n");
    }
    // PDF/A requires an identifier; one of the content tells nothing else.
    let id = Value::Text(Sha256::digest(&out)[..16].to_vec());
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).as_bytes());
    for offset in &offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(b"trailer\n<</ID");
    put(&mut out, &Value::Array(vec![id.clone(), id]), &numbers);
    if info.is_some() {
        out.extend_from_slice(format!("/Info {} 0 R", offsets.len()).as_bytes());
    }
    out.extend_from_slice(format!("/Root 1 0 R/Size {}>>\nstartxref\n{start}\n%%EOF\n", offsets.len() + 1).as_bytes());
    out
}

/// Calls a function with the objects that a value refers to, in order.
fn references(value: &Value, visit: &mut impl FnMut(usize)) {
    match value {
        Value::Ref(index) => visit(*index),
        Value::Array(items) => items.iter().for_each(|item| references(item, visit)),
        Value::Dict(entries) => entries.values().for_each(|item| references(item, visit)),
        _ => {}
    }
}

fn put(out: &mut Vec<u8>, value: &Value, numbers: &[Option<usize>]) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(on) => out.extend_from_slice(if *on { b"true" } else { b"false" }),
        Value::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        // `Display` of floats has no exponent, as PDF requires.
        Value::Real(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Value::Text(text) => put_text(out, text),
        Value::Name(name) => put_name(out, name),
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                put(out, item, numbers);
            }
            out.push(b']');
        }
        Value::Dict(entries) => put_dict(out, entries, numbers),
        Value::Ref(index) => match numbers.get(*index).copied().flatten() {
            Some(number) => out.extend_from_slice(format!("{number} 0 R").as_bytes()),
            None => out.extend_from_slice(b"null"),
        },
    }
}

fn put_dict(out: &mut Vec<u8>, entries: &Entries, numbers: &[Option<usize>]) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        put_name(out, key);
        out.push(b' ');
        put(out, value, numbers);
    }
    out.extend_from_slice(b">>");
}

fn put_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        match byte {
            b'!'..=b'~' if !b"#/()<>[]{}%".contains(&byte) => out.push(byte),
            _ => out.extend_from_slice(format!("#{byte:02X}").as_bytes()),
        }
    }
}

fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'<');
    for byte in text {
        out.extend_from_slice(format!("{byte:02X}").as_bytes());
    }
    out.push(b'>');
}
