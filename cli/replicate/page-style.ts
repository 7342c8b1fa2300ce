/** The look of the static page, on light and dark screens and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
section { margin: 2.5rem 0; }
p, ul { max-width: 46rem; overflow-wrap: anywhere; }
.ours, .missing { opacity: 0.8; }
.missing { border-inline-start: 3px solid; padding-inline-start: 0.75rem; }
.table { overflow: auto; max-height: 32rem; border: 1px solid #8886; }
table { border-collapse: collapse; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.6rem; text-align: start; white-space: nowrap; border-bottom: 1px solid #8883; }
thead th { position: sticky; top: 0; background: Canvas; }
tbody th { font-weight: normal; }
@media print { .table { overflow: visible; max-height: none; } }
`;
