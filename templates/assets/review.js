/* Comfort for the review page; every act also works without it. Words in the source and their field light up together,
   a picked field scrolls the source to its words, single keys lead through the doubts. */
(() => {
  const review = document.getElementById('review');
  if (!review) return;
  const text = review.querySelector('.rv-text');
  const marksOf = (name) => [...review.querySelectorAll(`mark[data-fields~="${name}"]`)];
  const blockOf = (name) => document.getElementById(`f-${name}`);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';

  let lit = [];
  function light(name) {
    for (const one of lit) one.classList.remove('rv-lit');
    lit = name ? [...marksOf(name), blockOf(name)].filter(Boolean) : [];
    for (const one of lit) one.classList.add('rv-lit');
  }

  /** Scrolls only the pane, never the page: the field under the cursor stays where it is. */
  function reveal(name) {
    const [mark] = marksOf(name);
    if (!mark || !text) return;
    const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (top < 0 || top > text.clientHeight - 40)
      text.scrollBy({ top: top - text.clientHeight / 3, behavior: calm });
  }

  function go(name) {
    const block = blockOf(name);
    if (!block) return;
    block.scrollIntoView({ block: 'center', behavior: calm });
    const details = block.querySelector('details');
    if (details && name === 'fullText') details.open = true;
    block.querySelector('input, select, textarea, button')?.focus({ preventScroll: true });
    light(name);
    reveal(name);
  }

  const nameAt = (target) => target.closest?.('[data-field]')?.dataset.field;
  review.addEventListener('focusin', ({ target }) => {
    const name = nameAt(target);
    if (!name) return;
    light(name);
    reveal(name);
  });
  review.addEventListener('mouseover', ({ target }) => {
    const mark = target.closest?.('mark[data-fields]');
    const name = mark ? mark.dataset.fields.split(' ')[0] : nameAt(target);
    if (name) light(name);
  });
  review.addEventListener('mouseleave', () => light(nameAt(document.activeElement)));
  review.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const target = link?.getAttribute('href') ?? '';
    if (target.startsWith('#f-') && blockOf(target.slice(3))?.dataset.field) {
      event.preventDefault();
      go(target.slice(3));
    } else if (target.startsWith('#s-') && marksOf(target.slice(3)).length > 0 && innerWidth >= 1000) {
      event.preventDefault();
      light(target.slice(3));
      reveal(target.slice(3));
    }
  });

  /* The list of entries opens at the one that is shown. */
  const opened = review.querySelector('.rv-entry.rv-current');
  const list = opened?.closest('.rv-entries');
  if (list)
    list.scrollTop = opened.offsetTop - list.offsetTop - list.clientHeight / 2 + opened.offsetHeight / 2;

  /* Doubts: their blocks in the order of the page. */
  const openNotes = () => [...review.querySelectorAll('.rv-note:not(.rv-note-done)')];
  let current = null;
  function nextDoubt() {
    const notes = openNotes();
    if (notes.length === 0) return;
    current = notes[(notes.indexOf(current) + 1) % notes.length];
    go(nameAt(current));
    current.querySelector('button')?.focus({ preventScroll: true });
  }
  function acceptDoubt() {
    const here = document.activeElement?.closest?.('.rv-note, .rv-doubt') ?? current ?? openNotes()[0];
    here?.querySelector('button')?.click();
  }

  /* Where an entry would be cut: shown in the source while the line is chosen, by arrow keys or a click on its number. */
  const line = document.getElementById('split-line');
  function showCut() {
    review.querySelector('.rv-cut')?.classList.remove('rv-cut');
    const cut = line.validity.valid && document.getElementById(`L${line.value}`);
    if (!cut) return;
    cut.classList.add('rv-cut');
    const top = cut.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (top < 0 || top > text.clientHeight - 40)
      text.scrollBy({ top: top - text.clientHeight / 3, behavior: calm });
  }
  if (line && text) {
    line.addEventListener('input', showCut);
    text.addEventListener('click', ({ target }) => {
      const number = target.closest?.('.rv-ln:not(:has(a))')?.textContent;
      if (!number || Number(number) < Number(line.min) || Number(number) > Number(line.max)) return;
      line.closest('details').open = true;
      line.value = number;
      line.focus({ preventScroll: innerWidth >= 1000 });
      showCut();
    });
  }

  /* What was typed and not saved is not left behind without a word. */
  const form = document.getElementById('entry-form');
  const isRefused = review.querySelector('.alert-danger') !== null;
  const isTyped = (input) => {
    if (input.matches('[type=checkbox], [type=radio]')) return input.checked !== input.defaultChecked;
    if (input.matches('input, textarea')) return input.value !== input.defaultValue;
    const shown = [...input.options].findIndex((option) => option.defaultSelected);
    return input.selectedIndex !== Math.max(0, shown);
  };
  if (form && !form.querySelector('fieldset[disabled]')) {
    let isSent = false;
    form.addEventListener('submit', () => (isSent = true));
    addEventListener('beforeunload', (event) => {
      const inputs = [...form.querySelectorAll('input[name], textarea[name], select[name]')];
      if (!isSent && (isRefused || inputs.some(isTyped))) event.preventDefault();
    });
  }

  /* Keys: single letters, so they can be switched off (WCAG 2.1.4); never inside an input. */
  const keys = document.getElementById('keys');
  const keysOn = document.getElementById('keys-on');
  if (keysOn) {
    keysOn.disabled = false;
    keysOn.checked = localStorage.getItem('dibao-review-keys') !== 'off';
    keysOn.addEventListener('change', () =>
      localStorage.setItem('dibao-review-keys', keysOn.checked ? 'on' : 'off'),
    );
  }
  const visit = (address) => address && location.assign(address);
  const press = (id) => document.getElementById(id)?.click();
  const ACTS = {
    j: () => visit(review.dataset.next),
    k: () => visit(review.dataset.previous),
    w: nextDoubt,
    a: acceptDoubt,
    e: () => go('title'),
    o: () => reveal(nameAt(document.activeElement) ?? ''),
    s: () => press('save'),
    p: () => press('publish'),
    x: () => {
      if (!line) return;
      line.closest('details').open = true;
      line.value ||= line.min;
      line.focus();
      showCut();
    },
    m: () => press('merge'),
    u: () => press('unmerge'),
    d: () =>
      press(
        document.getElementById('drop')
          ? 'drop'
          : document.getElementById('restore')
            ? 'restore'
            : 'not-twin',
      ),
    '?': () => {
      if (!keys) return;
      keys.open = !keys.open;
      if (keys.open) keys.scrollIntoView({ block: 'nearest' });
    },
  };
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const isTyping = target.matches('input:not([type=checkbox]), textarea, select');
    if (key === 'Escape' && isTyping) target.blur();
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!keysOn?.checked || !Object.hasOwn(ACTS, key)) return;
    event.preventDefault();
    ACTS[key]();
  });

  /* Long trees get a box to filter them. */
  for (const tree of review.querySelectorAll('.rv-tree')) {
    const box = document.createElement('input');
    box.className = 'form-control form-control-sm rv-filter';
    box.type = 'search';
    box.setAttribute('aria-label', tree.querySelector('summary').textContent);
    box.placeholder = '…';
    tree.querySelector('summary').after(box);
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
    box.addEventListener('input', () => filter(tree.querySelector('.tree'), box.value.trim()));
  }
  function filter(tree, wanted) {
    for (const label of tree.querySelectorAll('label'))
      label.hidden =
        wanted !== '' && !label.textContent.includes(wanted) && !label.querySelector('input').checked;
    for (const branch of tree.querySelectorAll('details')) {
      const hits = [...branch.querySelectorAll('label')].some((label) => !label.hidden);
      branch.hidden = !hits;
      if (wanted !== '') branch.open = hits;
    }
  }
})();
