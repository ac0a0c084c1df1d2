export { type LoadedDefinitions, type LoadedModule, loadDefinitions, type LoadOptions } from './load-definitions';
