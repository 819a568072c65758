//! All objectives on one page.

use stratbook_plugin::prelude::*;

use crate::Data;

pub(crate) fn make(call: &Rollup<'_, NoInputs>) -> Result<Report> {
    let mut table = Table::new().column("Objective").numbers("Progress");
    let mut sum = 0.0;
    let mut count = 0_usize;
    for report in &call.reports {
        let Some(data) = report.data::<Data>()? else { continue };
        table
            .row(cells![link(format!("/{}", report.document.path), &data.objective), percent(data.progress)]);
        sum += data.progress;
        count += 1;
    }
    let mut page = Markdown::new();
    if count == 0 {
        page.paragraph("There is no objective yet.");
        return Ok(Report::new(page));
    }
    let progress = sum / count as f64;
    page.paragraph(inline![
        plural(count, "objective", "objectives"),
        ", ",
        percent(progress),
        " of the way."
    ]);
    page.table(&table);
    Ok(Report::new(page).with_progress(progress))
}
