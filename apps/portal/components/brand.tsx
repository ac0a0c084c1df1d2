import { words } from '../text/server';

/** The sign and the name of the product, and the site that it is for; in a bar the site's name gives way on a phone. */
export function Brand({ site, inBar = false }: { site: string | null; inBar?: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path d="M7 12.5 16 8l9 4.5L16 17z" className="fill-on-accent" />
        <path
          d="M7 17.2 16 21.7l9-4.5M7 21.2 16 25.7l9-4.5"
          fill="none"
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
          className="stroke-on-accent opacity-85"
        />
      </svg>
      <span className="shrink-0 font-semibold">{words().product}</span>
      {site ? (
        <span className={`truncate border-s border-line ps-2.5 text-quiet ${inBar ? 'max-md:hidden' : ''}`}>
          {site}
        </span>
      ) : null}
    </span>
  );
}
