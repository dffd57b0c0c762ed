import type { PreviewDocument } from '@promptly/common';

import { DEFAULT_LANGUAGE, DEFAULT_TITLE } from './page-config.ts';

/**
 * Keeps the document as the project's index.html has it, from build to build. What an index.html did not change is left
 * alone: the app itself may have, such as the title or the class of a theme.
 */
export function createDocumentInfo(first: PreviewDocument): (next: PreviewDocument) => void {
  let known = first;
  return (next) => {
    const { documentElement: html, body } = document;
    if (next.title !== known.title) document.title = next.title || DEFAULT_TITLE;
    if (next.lang !== known.lang) html.lang = next.lang || DEFAULT_LANGUAGE;
    if (next.dir !== known.dir) html.dir = next.dir;
    replaceClasses(html, known.htmlClass, next.htmlClass);
    replaceClasses(body, known.bodyClass, next.bodyClass);
    known = next;
  };
}

function replaceClasses(element: Element, before: string, after: string): void {
  if (before === after) return;
  element.classList.remove(...namesOf(before));
  element.classList.add(...namesOf(after));
}

function namesOf(classes: string): string[] {
  return classes.split(/\s+/).filter(Boolean);
}
