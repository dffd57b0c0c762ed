import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const NEAR_PX = 48;

export interface StickToEnd {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  goToEnd: () => void;
}

/** Keeps the end of a growing list in view, until the reader scrolls away from it. */
export function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const goToEnd = useCallback(() => {
    sticks.current = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let lastTop = box.scrollTop;
    const onScroll = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      // The list may have grown since the scroll that this tells of: only who goes up leaves the end.
      if (isNear) sticks.current = true;
      else if (box.scrollTop < lastTop) sticks.current = false;
      lastTop = box.scrollTop;
      setIsAtEnd(sticks.current);
    };
    const growth = new ResizeObserver(() => {
      if (sticks.current) box.scrollTop = box.scrollHeight;
      // What the list's own shrinking moved is no step of the reader.
      lastTop = box.scrollTop;
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    growth.observe(inner);
    growth.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      growth.disconnect();
    };
  }, []);

  return { scroller, content, isAtEnd, goToEnd };
}
