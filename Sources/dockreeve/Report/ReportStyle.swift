/// The one style sheet of a report's page: light, dark, narrow and on paper.
enum ReportStyle {
    static let text = """
        :root {
          color-scheme: light dark;
          --ground: #f6f7f9; --card: #ffffff; --line: #dfe3e8; --soft: #eef1f4;
          --text: #1b2530; --dim: #5a6775; --allow: #4f86b8; --deny: #d1453b;
          --bad: #b3261e; --bad-ground: #fdecea; --good: #24598a; --good-ground: #e6f0f9;
          --note: #7a5200; --note-ground: #fff3d6;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #12161b; --card: #1a2027; --line: #2f3843; --soft: #232b34;
            --text: #e6eaef; --dim: #9aa7b4; --allow: #5d95c9; --deny: #e5685e;
            --bad: #ff938a; --bad-ground: #40201f; --good: #9cc8ef; --good-ground: #1c3042;
            --note: #f2c66d; --note-ground: #3a2f17;
          }
        }
        * { box-sizing: border-box; }
        html { background: var(--ground); }
        body {
          margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 76rem; color: var(--text);
          font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
        }
        header { margin-bottom: 1.75rem; }
        header p { margin: 0; }
        .kind { color: var(--dim); font-size: 0.8125rem; letter-spacing: 0.04em; }
        h1 { font-size: 1.875rem; line-height: 1.2; margin: 0.25rem 0 0.35rem; font-weight: 650; letter-spacing: -0.01em; }
        .period { font-size: 1.0625rem; font-variant-numeric: tabular-nums; }
        .source { color: var(--dim); margin-top: 0.35rem; overflow-wrap: anywhere; }
        header .source { margin-top: 0.35rem; }
        h2 { font-size: 1.1875rem; margin: 0 0 0.5rem; font-weight: 620; }
        h3 { font-size: 0.9375rem; margin: 0 0 0.5rem; font-weight: 600; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem;
          margin-bottom: 1.1rem; }
        section > p { margin: 0 0 0.9rem; color: var(--dim); max-width: 60rem; }
        section > :last-child { margin-bottom: 0; }
        section[aria-label] { background: none; border: 0; padding: 0; }
        .tiles { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0.9rem;
          margin: 0; padding: 0; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.9rem 1.1rem;
          display: flex; flex-direction: column; }
        .number { font-size: 1.75rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
        .what { font-weight: 550; }
        .tile .more { color: var(--dim); font-size: 0.8125rem; }
        .tile.bad .number { color: var(--bad); }
        .tile.note .number { color: var(--note); }
        #limits { border-color: var(--note); }
        #limits ul { margin: 0 0 0.5rem; padding-left: 1.2rem; }
        .legend { display: flex; align-items: center; flex-wrap: wrap; gap: 0 0.4rem; }
        .key { display: inline-block; width: 0.8rem; height: 0.8rem; border-radius: 2px; }
        .legend .key + span { margin-right: 0.8rem; }
        .key.allow { background: var(--allow); }
        .key.deny { background: var(--deny); }
        svg .allow { fill: var(--allow); }
        svg .deny { fill: var(--deny); }
        svg.time { display: block; width: 100%; min-width: 44rem; height: auto; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .base { stroke: var(--dim); stroke-width: 1; }
        svg g:hover rect { opacity: 0.75; }
        .axis { fill: var(--dim); font-size: 12px; font-variant-numeric: tabular-nums; }
        .axis.end { text-anchor: end; }
        .axis.middle { text-anchor: middle; }
        .wide { overflow-x: auto; }
        .wide > table { min-width: 46rem; }
        .wide:focus-visible { outline: 2px solid var(--allow); outline-offset: 3px; }
        .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.5rem 2.25rem; }
        .panel { min-width: 0; }
        table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
        th, td { text-align: left; padding: 0.34rem 0.7rem 0.34rem 0; vertical-align: top; border-bottom: 1px solid var(--soft);
          overflow-wrap: anywhere; }
        thead th { color: var(--dim); font-weight: 550; font-size: 0.8125rem; border-bottom-color: var(--line); white-space: nowrap; }
        thead td { border-bottom-color: var(--line); }
        tbody tr:last-child > * { border-bottom: 0; }
        tbody th { font-weight: 550; }
        .n { text-align: right; padding-right: 1.3rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .bars .n { padding-right: 0.4rem; }
        .bad { color: var(--bad); }
        .time { white-space: nowrap; font-variant-numeric: tabular-nums; }
        tr.gap > * { background: var(--bad-ground); }
        .bars th, .bars td { vertical-align: middle; }
        .bars tbody th { width: 38%; max-width: 12rem; }
        .bars tbody th span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .bars td.bar { width: 34%; }
        .bars svg { display: block; width: 100%; height: 0.75rem; }
        .more { color: var(--dim); font-size: 0.8125rem; margin: 0.4rem 0 0; }
        code { font: 0.8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", "DejaVu Sans Mono", monospace; }
        td code { display: inline-block; margin-right: 0.4rem; }
        .wide td, .wide tbody th { min-width: 5.5rem; }
        .wide .n { min-width: 0; }
        .wide .action { min-width: 9.5rem; }
        .wide .why { min-width: 12rem; }
        .wide .id { min-width: 9rem; }
        .badge { display: inline-block; padding: 0 0.5rem; border-radius: 999px; font-size: 0.78rem; font-weight: 600;
          line-height: 1.5; white-space: nowrap; }
        .badge.deny { color: var(--bad); background: var(--bad-ground); }
        .badge.allow { color: var(--good); background: var(--good-ground); }
        .badge.new { color: var(--note); background: var(--note-ground); }
        .wide .uri { min-width: 16rem; }
        .target, .method { color: var(--dim); }
        .filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 1.25rem; margin: 0 0 0.9rem; }
        .filter[hidden] { display: none; }
        .filter label { display: flex; align-items: center; gap: 0.5rem; color: var(--dim); }
        .filter input, .filter select { font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--line);
          border-radius: 6px; padding: 0.3rem 0.6rem; }
        .filter input { width: 17rem; max-width: 60vw; }
        output { color: var(--dim); font-variant-numeric: tabular-nums; }
        th button { all: unset; cursor: pointer; }
        th button:hover { color: var(--text); }
        th button:focus-visible, summary:focus-visible, .filter :focus-visible, .skip:focus { outline: 2px solid var(--allow);
          outline-offset: 2px; border-radius: 3px; }
        th button::after { content: "\\2195"; opacity: 0.35; padding-left: 0.3em; }
        th[aria-sort="ascending"] button::after { content: "\\2191"; opacity: 1; }
        th[aria-sort="descending"] button::after { content: "\\2193"; opacity: 1; }
        details { margin-top: 0.9rem; }
        summary { cursor: pointer; color: var(--dim); }
        details table { width: auto; margin-top: 0.6rem; }
        details th, details td { padding-right: 2rem; }
        .hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        @media (max-width: 40rem) {
          body { padding: 1.25rem 0.75rem 2rem; }
          section { padding: 1rem; }
          h1 { font-size: 1.5rem; }
          .tiles { grid-template-columns: repeat(2, 1fr); gap: 0.6rem; }
        }
        @media print {
          :root {
            color-scheme: light; --ground: #fff; --card: #fff; --line: #ccc; --soft: #e6e6e6; --text: #000; --dim: #444;
            --allow: #4f86b8; --deny: #d1453b; --bad: #b3261e; --bad-ground: #fff; --good: #24598a; --good-ground: #fff;
            --note: #7a5200; --note-ground: #fff;
          }
          body { padding: 0; max-width: none; font-size: 9pt; }
          section, .tile { border-radius: 0; }
          section { border: 0; border-top: 1px solid #999; padding: 0.6rem 0; }
          tr, .tile, .panel, svg { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          thead { display: table-header-group; }
          .filter, .skip, details:not([open]) { display: none; }
          .wide { overflow: visible; }
          svg.time, .wide > table { min-width: 0; }
          th button::after { content: ""; }
          .wide td, .wide tbody th { min-width: 0; }
          svg, .key { print-color-adjust: exact; }
        }
        """
}
