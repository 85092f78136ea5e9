// What waits, and two buttons. Everything that is shown came from elsewhere, so it only ever becomes text.
const KEY = 'writ-token';
const EVERY_MS = 3000;

const find = (selector, within = document) => within.querySelector(selector);
const cards = new Map();

signInFromAddress();
find('#sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, find('#token').value.trim());
  find('#token').value = '';
  refresh();
});
refresh();
setInterval(refresh, EVERY_MS);

/** `#token=…` never reaches a server; here it leaves the address at once. */
function signInFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  sessionStorage.setItem(KEY, token);
  history.replaceState(null, '', location.pathname);
}

async function refresh() {
  const token = sessionStorage.getItem(KEY);
  find('#sign-in').hidden = token !== null;
  if (token === null) return say('Sign in to see it.');
  try {
    const { status, body } = await ask('/api/pending');
    if (status === 403) {
      sessionStorage.removeItem(KEY);
      find('#sign-in').hidden = false;
      return say('That token is not the right one.');
    }
    if (status !== 200) return say(body.error);
    showAll(body.pending);
    const damaged =
      body.damaged.length === 0 ? '' : ` ${body.damaged.length} records were changed by hand and do not count.`;
    say((body.pending.length === 0 ? 'Nothing waits.' : `${body.pending.length} waiting.`) + damaged);
  } catch {
    say('The server cannot be reached.');
  }
}

async function ask(path, answer) {
  const response = await fetch(path, {
    method: answer === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${sessionStorage.getItem(KEY)}`,
      ...(answer === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(answer === undefined ? {} : { body: JSON.stringify(answer) }),
  });
  return { status: response.status, body: await response.json() };
}

const say = (sentence) => {
  find('#state').textContent = sentence;
};

/** New ones are added, those that are over are ended; what a person is typing into stays as it is. */
function showAll(pending) {
  const ids = new Set(pending.map(({ id }) => id));
  for (const [id, card] of cards) if (!ids.has(id)) end(id, card, 'It is over, or was answered elsewhere.');
  for (const request of pending) if (!cards.has(request.id)) cards.set(request.id, show(request));
}

function show(request) {
  const card = find('#request').content.cloneNode(true).firstElementChild;
  const { shown, agent, demands, offers, expiresAt, createdAt } = request;
  const where = shown.cwd === undefined ? '' : ` in ${shown.cwd}`;
  find('.who', card).textContent =
    `${agent ?? 'An agent'} wants to run this${where}. Asked ${timeOf(createdAt)}, expires ${timeOf(expiresAt)}.`;
  find('.text', card).textContent = shown.text;
  const notes = [...shown.notes, ...(shown.masked ? ['secrets in it are masked'] : [])];
  find('.notes', card).append(...notes.map((note) => withText('li', note)));
  find('.rule', card).textContent = demands
    .map(({ text, place }) => (place === undefined ? text : `${text} (${place})`))
    .join('; ');
  find('.offer', card).append(
    withText('option', 'nothing: this one call', ''),
    ...offers.map(({ id, patterns, covers }) =>
      withText('option', `${patterns.join(' and ')} – ${covers.join('; ') || 'this very request only'}`, id),
    ),
  );
  find('.offer', card).parentElement.hidden = offers.length === 0;
  for (const say of ['approve', 'deny'])
    find(`.${say}`, card).addEventListener('click', () => answer(say, request, card));
  find('#requests').append(card);
  return card;
}

const timeOf = (time) => new Date(time).toLocaleTimeString();

function withText(name, text, value) {
  const element = document.createElement(name);
  element.textContent = text;
  if (value !== undefined) element.value = value;
  return element;
}

async function answer(say, { id, fingerprint }, card) {
  const buttons = card.querySelectorAll('button');
  for (const button of buttons) button.disabled = true;
  const reason = find('.reason', card).value;
  const offer = find('.offer', card).value;
  try {
    const { status, body } = await ask(`/api/${say}/${id}`, {
      actor: 'page',
      fingerprint,
      ...(reason === '' ? {} : { reason }),
      ...(say === 'approve' && offer !== '' ? { offer } : {}),
    });
    end(id, card, status === 200 ? `${body.approval.status}.` : body.error);
  } catch {
    find('.outcome', card).textContent = 'The server cannot be reached: nothing is known to have changed.';
    for (const button of buttons) button.disabled = false;
  }
}

function end(id, card, sentence) {
  cards.delete(id);
  for (const button of card.querySelectorAll('button')) button.disabled = true;
  find('.outcome', card).textContent = sentence;
  setTimeout(() => card.remove(), 10_000);
}
