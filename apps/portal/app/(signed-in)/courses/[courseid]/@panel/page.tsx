/** The course's own page has no panel: coming back to it closes the one that is open. */
export { default } from './default';
