/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';

import { useStickToEnd } from './use-stick-to-end.ts';

const HEIGHT_PX = 100;

function List() {
  const { scroller, content, isAtEnd } = useStickToEnd();
  return (
    <div ref={scroller} data-testid="scroller">
      <div ref={content}>{isAtEnd ? 'at the end' : 'elsewhere'}</div>
    </div>
  );
}

/** A scrolled box as a browser lays it out: its place is held within its content, and told a frame later. */
function layOut(box: HTMLElement) {
  let height = HEIGHT_PX;
  let top = 0;
  const hold = (wanted: number) => Math.max(0, Math.min(wanted, height - HEIGHT_PX));
  Object.defineProperties(box, {
    clientHeight: { get: () => HEIGHT_PX },
    scrollHeight: { get: () => height },
    scrollTop: { get: () => top, set: (wanted: number) => (top = hold(wanted)) },
  });
  return {
    resize(next: number) {
      height = next;
      top = hold(top);
    },
    top: () => top,
    end: () => height - HEIGHT_PX,
  };
}

let observed: () => void;

beforeEach(() => {
  globalThis.ResizeObserver = class {
    constructor(callback: ResizeObserverCallback) {
      observed = () => callback([], this);
    }
    observe = () => undefined;
    unobserve = () => undefined;
    disconnect = () => undefined;
  };
});
afterEach(cleanup);

function show() {
  render(<List />);
  const box = screen.getByTestId('scroller');
  return { box, list: layOut(box) };
}

test('the end stays in view when the list grows before its own scroll was told', () => {
  const { box, list } = show();
  list.resize(400);
  act(observed);
  list.resize(700);
  fireEvent.scroll(box);
  act(observed);
  expect(list.top()).toBe(list.end());
  expect(screen.getByText('at the end')).toBeTruthy();
});

test('the end stays in view when the list shrinks and grows at once', () => {
  const { box, list } = show();
  list.resize(900);
  act(observed);
  list.resize(500);
  act(observed);
  list.resize(800);
  fireEvent.scroll(box);
  act(observed);
  expect(list.top()).toBe(list.end());
});

test('a reader who goes up stays there, and follows again from the end', () => {
  const { box, list } = show();
  list.resize(400);
  act(observed);
  box.scrollTop = 100;
  fireEvent.scroll(box);
  list.resize(700);
  act(observed);
  expect(list.top()).toBe(100);
  expect(screen.getByText('elsewhere')).toBeTruthy();

  box.scrollTop = list.end();
  fireEvent.scroll(box);
  list.resize(900);
  act(observed);
  expect(list.top()).toBe(list.end());
});
