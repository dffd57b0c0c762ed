import { type RefObject, useEffect, useState } from 'react';

export interface RowWindow {
  /** Of the first and behind the last row that need be drawn. */
  first: number;
  end: number;
}

const SPARE_ROWS = 12;

/** Which rows of a long list are in view, with some to spare: a tree of thousands draws a few dozen. */
export function useWindowing(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
  rowPx: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);
  return {
    first: Math.max(0, Math.floor(view.top / rowPx) - SPARE_ROWS),
    end: Math.min(rowCount, Math.ceil((view.top + view.height) / rowPx) + SPARE_ROWS),
  };
}
