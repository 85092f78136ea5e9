import type { Act } from './act.ts';
import { questionsOf } from './holding.ts';
import { absoluteText } from './match/path.ts';
import type { Scene } from './scene.ts';

/**
 * What lies in a folder that the list `shown-folders` names is shown by name, size and date to whoever may run what shows it.
 * A rule would also let a program read the folder that takes all of it, sends it or runs it.
 */
export function isShownFolder(act: Act, scene: Scene): boolean {
  if (act.kind !== 'read' || act.public !== true || act.tree || scene.shownFolders.size === 0) return false;
  return questionsOf(act, scene).every(({ places }) =>
    places.every((place) => {
      const text = absoluteText(place);
      return text !== undefined && (scene.shownFolders.has(text) || isHome(text, scene));
    }),
  );
}

const isHome = (text: string, { shownFolders, places }: Scene): boolean =>
  shownFolders.has('~') && text === places.home;
