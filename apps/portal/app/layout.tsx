import type { Metadata, Viewport } from 'next';
import type { CSSProperties, ReactNode } from 'react';
import { currentTheme } from '../data/theme';
import { words } from '../text/server';
import { TextProvider } from '../text/text-provider';
import './globals.css';

export function generateMetadata(): Metadata {
  const text = words();
  return { title: { default: text.product, template: text.pageTitle('%s') }, robots: { index: false, follow: false } };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const text = words();
  const theme = await currentTheme();
  return (
    <html lang={text.language} dir={text.direction} data-theme={theme} style={accentStyle()}>
      <body className="flex min-h-dvh flex-col font-sans text-base antialiased">
        <a
          href="#content"
          className="sr-only rounded-lg bg-surface px-4 py-3 text-accent focus:not-sr-only focus:absolute focus:start-4 focus:top-2 focus:z-10 focus:border focus:border-line focus:px-4 focus:py-3"
        >
          {text.skipToContent}
        </a>
        <TextProvider language={text.language}>{children}</TextProvider>
      </body>
    </html>
  );
}

/** The house's own accent, where `COURSEKEEP_ACCENT` names a colour (`#rrggbb`). */
function accentStyle(): CSSProperties | undefined {
  const accent = process.env.COURSEKEEP_ACCENT;
  return accent && /^#[0-9a-f]{6}$/i.test(accent) ? ({ '--accent-seed': accent } as CSSProperties) : undefined;
}
