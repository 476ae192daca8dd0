/// The page's style sheet: one column of rows, as readable on a phone as on a desk, light and dark.
let planStyle: StaticString = """

  :root {
    --page: #fff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --row: #f6f8fa;
    --new: #1a7f37; --changed: #9a6700; --danger: #cf222e; --caution: #8250df; --waiting: #0969da;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --page: #0d1117; --text: #e6edf3; --faint: #9198a1; --line: #3d444d; --row: #151b23;
      --new: #3fb950; --changed: #d29922; --danger: #f85149; --caution: #ab7df8; --waiting: #4493f8;
    }
  }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  body {
    margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--page); color: var(--text);
    font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
  }
  h1 { font-size: 1.25rem; margin: .25rem 0; }
  h2 { font-size: 1rem; margin: 0 0 .25rem; }
  p { margin: .25rem 0; }
  pre, table, .digest { font: 13px/1.5 ui-monospace, monospace; }
  pre { margin: 0 0 1rem; overflow-x: auto; }
  pre span { display: block; white-space: pre; }
  .digest, .note, .old, .cause, #count { color: var(--faint); }
  .refused { margin: 1rem 0; padding: .75rem 1rem; border: 2px solid var(--danger); border-radius: 6px; }
  nav {
    position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .5rem 0;
    background: var(--page); border-bottom: 1px solid var(--line);
  }
  @media (max-width: 40rem) { nav { position: static; } }
  nav label { display: inline-flex; gap: .25rem; align-items: center; color: var(--mark); }
  nav input[type=search], nav select, nav button {
    font: inherit; color: inherit; background: var(--row); border: 1px solid var(--line); border-radius: 6px;
    padding: .25rem .5rem;
  }
  nav input[type=search] { flex: 1 1 12rem; min-width: 0; }
  .row { margin: .5rem 0; background: var(--row); border-left: 4px solid var(--mark); border-radius: 4px; }
  .summary { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .4rem 2rem .4rem .75rem; position: relative; }
  summary { cursor: pointer; }
  summary::after { content: "+"; position: absolute; right: .75rem; color: var(--faint); }
  [open] > summary::after { content: "-"; }
  .mark { color: var(--mark); font-weight: 600; min-width: 7rem; }
  .details { padding: 0 .75rem .5rem; }
  th { text-align: left; font-weight: normal; padding: 0 1rem 0 0; vertical-align: top; }
  th, td { overflow-wrap: anywhere; }
  th { min-width: 6rem; }
  td { padding: 0 .5rem 0 0; vertical-align: top; }
  .new::before { content: "\\2192\\00a0"; color: var(--faint); }
  .cause { color: var(--danger); }
  .create-user, .create, .adopt, .unsuspend { --mark: var(--new); }
  .catalog, .update { --mark: var(--changed); }
  .override, .takeover, .link-user, .link, .drift, .terminate, .rule, .vanished { --mark: var(--danger); }
  .transfer, .suspend, .orphan, .notice { --mark: var(--caution); }
  .waiting { --mark: var(--waiting); }
  section { margin-top: 1rem; }

  """
