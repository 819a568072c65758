//! Keeps panics inside a call, and remembers what they said.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// Calls under way on this thread.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// What the last panic said, and where.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

static HOOK: Once = Once::new();

/// Calls `body`. Where it panics, says with what words and where.
pub(crate) fn contain<T>(body: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(install);
    DEPTH.set(DEPTH.get() + 1);
    // Whatever the body was at is dropped or forgotten with it: a plugin has no state that outlives a call.
    let outcome = panic::catch_unwind(AssertUnwindSafe(body));
    let outcome = outcome.map_err(|payload| {
        // Dropping the payload runs code of the plugin, which may panic once more; that payload is never dropped.
        if let Err(second) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
            std::mem::forget(second);
        }
        SAID.take().unwrap_or_else(|| "without a word".to_owned())
    });
    DEPTH.set(DEPTH.get() - 1);
    outcome
}

/// A location is known to the hook alone. Panics outside of calls go to the hook that was there before.
fn install() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if DEPTH.try_with(Cell::get).unwrap_or(0) == 0 {
            before(info);
            return;
        }
        let said = describe(info);
        // The first panic is the cause; one that follows it while things are dropped is not.
        let _ = SAID.try_with(|slot| {
            if let Ok(mut slot) = slot.try_borrow_mut() {
                slot.get_or_insert(said);
            }
        });
    }));
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("without a word");
    match info.location() {
        Some(place) => format!("{words} ({}:{}:{})", place.file(), place.line(), place.column()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Spiteful(&'static str);

    impl Drop for Spiteful {
        fn drop(&mut self) {
            panic!("{}", self.0);
        }
    }

    #[test]
    fn a_panic_is_told_with_its_place() {
        let said = contain(|| panic!("no {}", "way")).unwrap_err();
        assert!(said.starts_with("no way (") && said.contains("panics.rs:"), "{said}");
        assert_eq!(contain(|| 7), Ok(7));
    }

    #[test]
    fn a_payload_that_panics_in_its_drop_is_contained() {
        let said = contain(|| panic::panic_any(Spiteful("worse"))).unwrap_err();
        assert!(said.starts_with("without a word ("), "{said}");
    }

    #[test]
    fn what_panics_while_it_is_dropped_is_contained() {
        let said = contain(|| drop(Spiteful("dropped"))).unwrap_err();
        assert!(said.starts_with("dropped ("), "{said}");
    }
}
