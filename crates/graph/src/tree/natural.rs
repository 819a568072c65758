//! The order that people expect of titles: `Lesson 2` before `Lesson 10`, letter case aside.

use std::cmp::Ordering;

/// Compares by characters in lower case, runs of ASCII digits by their number; texts that are alike in this
/// respect by bytes, so the order is total.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    loop {
        // Most titles are ASCII, and share long beginnings with their neighbours.
        while let (Some(&x), Some(&y)) = (a.as_bytes().first(), b.as_bytes().first()) {
            if !(x.is_ascii() && y.is_ascii()) || (x.is_ascii_digit() && y.is_ascii_digit()) {
                break;
            }
            let order = x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase());
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[1..], &b[1..]);
        }
        match (a.chars().next(), b.chars().next()) {
            (None, None) => return left.cmp(right),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (digits_a, digits_b) = (digits(a), digits(b));
                let order = number(&a[..digits_a]).cmp(&number(&b[..digits_b]));
                if order.is_ne() {
                    return order;
                }
                (a, b) = (&a[digits_a..], &b[digits_b..]);
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order.is_ne() {
                    return order;
                }
                (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
            }
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// A number of any length compares by its digits without leading zeros: first how many, then which.
fn number(digits: &str) -> (usize, &str) {
    let significant = digits.trim_start_matches('0');
    (significant.len(), significant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut titles =
            vec!["Lesson 10", "lesson 2", "Lesson 02b", "Ärger", "Zebra", "Lesson 99999999999999999999999"];
        titles.sort_by(|a, b| compare(a, b));
        assert_eq!(
            titles,
            ["lesson 2", "Lesson 02b", "Lesson 10", "Lesson 99999999999999999999999", "Zebra", "Ärger"]
        );
    }
}
