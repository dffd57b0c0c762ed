/** @jest-environment jsdom */
import { expect, jest, test } from '@jest/globals';

import { createHostHistory } from './history.ts';
import { interceptLinks } from './links.ts';

const history = createHostHistory({
  initialPath: '/offers',
  origin: location.origin,
  onChange: () => undefined,
});
interceptLinks(history);

test.each([
  ['#100%', '100%'],
  ['#caf%C3%A9', 'café'],
])('a link to %s goes to the element of that id', (href, id) => {
  document.body.innerHTML = `<a href="${href}">Go</a><section id="${id}"></section>`;
  const scrollIntoView = jest.fn();
  const section = document.querySelector('section');
  if (section) section.scrollIntoView = scrollIntoView;
  const faults: unknown[] = [];
  window.onerror = (message) => faults.push(message);

  document.querySelector('a')?.click();

  expect(faults).toEqual([]);
  expect(scrollIntoView).toHaveBeenCalledTimes(1);
  expect(history.state().path).toBe(`/offers${href}`);
});
