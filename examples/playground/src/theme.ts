import { h } from './dom.ts';
import { createKept } from './kept.ts';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const NAMES: Readonly<Record<Theme, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' };

/** A button that goes through the themes; without a choice the system's counts. */
export function themeButton(): HTMLElement {
  const kept = createKept('theme');
  let theme = THEMES.find((one) => one === kept.read()) ?? 'system';
  const button = h('button', { type: 'button', class: 'quiet', onclick: () => use(after(theme)) });
  const use = (next: Theme) => {
    theme = next;
    kept.write(next);
    document.documentElement.dataset.theme = next;
    button.textContent = NAMES[next];
    button.setAttribute('aria-label', `Colours: ${NAMES[next]}`);
  };
  use(theme);
  return button;
}

const after = (theme: Theme): Theme => THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
