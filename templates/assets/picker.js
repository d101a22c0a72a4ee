/**
 * Makes a form with profile fields livelier: filters the trees as one types, shows what a branch brings along, and
 * lets the browser work a little before the form is sent. Everything here is a convenience; the form is complete
 * without it.
 */

const searchable = (text) => text.normalize('NFKC').trim().toLowerCase();

/** Whether a choice is what is looked for, by its name or the other names it goes by. */
function isFound(choice, wanted) {
  return searchable(`${choice.textContent} ${choice.dataset.alias ?? ''}`).includes(wanted);
}

/** Filters one branch with all under it; returns how many were found and whether anything of it is to be seen. */
function filterBranch(item, wanted, isUnderFound) {
  const choice = item.querySelector(':scope > .choice');
  const found = wanted !== '' && isFound(choice, wanted);
  const below = filterTree(item.querySelector(':scope > details > .tree'), wanted, isUnderFound || found);
  const isChosen = choice.querySelector('input').checked;
  const isSeen = wanted === '' || isUnderFound || found || isChosen || below.isSeen;
  item.hidden = !isSeen;
  choice.classList.toggle('found-choice', found);
  if (below.found > 0) item.querySelector(':scope > details').open = true;
  return { found: (found ? 1 : 0) + below.found, isSeen };
}

function filterTree(tree, wanted, isUnderFound) {
  const items = tree ? [...tree.children] : [];
  return items
    .map((item) => filterBranch(item, wanted, isUnderFound))
    .reduce((sum, one) => ({ found: sum.found + one.found, isSeen: sum.isSeen || one.isSeen }), {
      found: 0,
      isSeen: false,
    });
}

function filterPicker(picker, text, status) {
  const wanted = searchable(text);
  let total = 0;
  for (const tree of picker.querySelectorAll('.columns > .tree, .tree-box > .tree')) {
    const { found, isSeen } = filterTree(tree, wanted, false);
    const box = tree.closest('.tree-box');
    if (box) box.hidden = !isSeen;
    if (box && found > 0) box.open = true;
    total += found;
  }
  const { some, one, none } = status.dataset;
  if (wanted === '') status.textContent = '';
  else status.textContent = total === 0 ? none : total === 1 ? one : some.replace('#', String(total));
}

function makeSearchLive(picker) {
  const find = picker.querySelector('[data-find]');
  if (!find) return;
  const input = find.querySelector('input[type=search]');
  const status = find.querySelector('[role=status]');
  find.querySelector('button').hidden = true;
  let timer;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => filterPicker(picker, input.value, status), 120);
  });
  // A search is no choice: it must not ask for a new preview, nor send the form.
  input.addEventListener('change', (event) => event.stopPropagation());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
    if (event.key === 'Escape' && input.value !== '') {
      event.preventDefault();
      input.value = '';
      filterPicker(picker, '', status);
    }
  });
}

/** The choices that bring this one along: the branches above it, and "all". */
function coversOf(input, picker) {
  const above = [...picker.querySelectorAll('input[data-covers]')].filter((one) => one !== input);
  for (let item = input.closest('li'); item; item = item.parentElement.closest('li'))
    above.push(item.querySelector(':scope > .choice input'));
  return above.filter((one) => one !== input);
}

/** Shows what a chosen branch brings along as chosen, and gives back what was chosen before when it is let go. */
function showCovered(picker) {
  for (const input of picker.querySelectorAll('input[type=checkbox]')) {
    const isCovered = coversOf(input, picker).some((one) => one.checked);
    if (isCovered && !input.disabled)
      input.dataset.own = String(input.checked && input.dataset.own !== 'false');
    if (isCovered) input.checked = true;
    else if (input.disabled) input.checked = input.dataset.own === 'true';
    input.disabled = isCovered;
  }
}

function makeBranchesLive(picker) {
  // What comes from the server under a chosen branch is chosen by the branch alone.
  for (const input of picker.querySelectorAll('input[type=checkbox]'))
    if (coversOf(input, picker).some((one) => one.checked)) input.dataset.own = 'false';
  picker.addEventListener('change', (event) => {
    if (event.target.type !== 'checkbox') return;
    delete event.target.dataset.own;
    showCovered(picker);
  });
  showCovered(picker);
}

/** Lets the browser work once the person begins to fill in the form; without it the form is taken within narrower limits. */
function proveOnFirstTouch(place) {
  const form = place.closest('form');
  const begin = () => {
    form.removeEventListener('focusin', begin);
    form.removeEventListener('change', begin);
    void addWidget(place).catch(() => place.replaceChildren());
  };
  form.addEventListener('focusin', begin);
  form.addEventListener('change', begin);
}

async function addWidget(place) {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return;
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/assets/vendor/altcha.css';
  document.head.append(style);
  await import('/assets/vendor/altcha.min.js');
  globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker('/assets/vendor/altcha-pbkdf2.js'));
  const { label, working, done, proof } = place.dataset;
  const language = document.documentElement.lang.toLowerCase();
  const strings = globalThis.$altcha.i18n.get('en');
  globalThis.$altcha.i18n.set(language, { ...strings, label, verifying: working, verified: done });
  const widget = document.createElement('altcha-widget');
  widget.setAttribute('challenge', proof);
  widget.setAttribute('auto', 'onload');
  widget.setAttribute('language', language);
  widget.setAttribute(
    'configuration',
    JSON.stringify({ hideLogo: true, hideFooter: true, humanInteractionSignature: false, workers: 2 }),
  );
  widget.addEventListener('statechange', (event) => {
    if (event.detail.state === 'error') place.replaceChildren();
  });
  place.append(widget);
}

for (const picker of document.querySelectorAll('[data-picker]')) {
  makeBranchesLive(picker);
  makeSearchLive(picker);
}
for (const place of document.querySelectorAll('[data-proof]')) proveOnFirstTouch(place);
