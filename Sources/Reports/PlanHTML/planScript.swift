/// The page's script: it hides, sorts and unfolds rows, and writes nothing but one count, as text.
let planScript: StaticString = """

  (() => {
    const id = name => document.getElementById(name);
    const rows = [...document.querySelectorAll('.row')];
    const kinds = [...document.querySelectorAll('input[name=kind]')];
    const words = rows.map(row => row.textContent.toLowerCase());
    const show = () => {
      const wanted = new Set(kinds.filter(kind => kind.checked).map(kind => kind.value));
      const word = id('word').value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !wanted.has(row.dataset.kind) || !words[index].includes(word);
        if (!row.hidden) shown += 1;
      });
      id('count').textContent = `${shown} of ${rows.length}`;
    };
    const sort = () => {
      const byRank = (left, right) => left.dataset.rank - right.dataset.rank;
      const byOrder = (left, right) =>
        left.dataset.order < right.dataset.order ? -1 : left.dataset.order > right.dataset.order ? 1 : byRank(left, right);
      id('rows').append(...[...rows].sort(id('sort').value === 'order' ? byOrder : byRank));
    };
    const folds = () => rows.filter(row => row.localName === 'details' && !row.hidden);
    const name = () => { id('folds').textContent = folds().some(row => !row.open) ? 'unfold all' : 'fold all'; };
    const fold = () => {
      const all = folds();
      const unfold = all.some(row => !row.open);
      // Off the page, for on it a browser looks at everything again after each of ten thousand rows.
      const list = id('rows');
      const next = list.nextSibling;
      list.remove();
      all.forEach(row => { row.open = unfold; });
      next.before(list);
      name();
    };
    kinds.forEach(kind => kind.addEventListener('change', show));
    id('word').addEventListener('input', show);
    id('sort').addEventListener('change', sort);
    id('folds').addEventListener('click', fold);
    id('controls').hidden = false;
    show();
    name();
  })();

  """
