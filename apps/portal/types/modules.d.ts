/// <reference types="next" />

// Next compiles these imports; TypeScript only has to know that they exist.
declare module '*.css';
declare module 'server-only';
