import { Monitor, Moon, Sun } from 'lucide-react';
import { switchTheme } from '../actions/theme';
import { currentTheme, themeAfter } from '../data/theme';
import { words } from '../text/server';
import { buttonLook } from './ui/classes';

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

/** One button that goes from the system's theme to light to dark. */
export async function ThemeSwitch() {
  const theme = await currentTheme();
  const { now, next } = words().bar.themes[theme];
  const Icon = icons[theme];
  return (
    <form action={switchTheme}>
      <button
        type="submit"
        name="theme"
        value={themeAfter(theme)}
        className={`${buttonLook.quiet} w-11 px-0!`}
        aria-label={`${now}. ${next}`}
        title={`${now}. ${next}`}
      >
        <Icon aria-hidden className="size-5" />
      </button>
    </form>
  );
}
