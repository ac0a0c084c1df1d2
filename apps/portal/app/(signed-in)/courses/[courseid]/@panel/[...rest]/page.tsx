/** Nor have the pages below it. */
export { default } from '../default';
