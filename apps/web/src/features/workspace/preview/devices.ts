/** Sizes of the screens that a preview can be looked at in, in CSS pixels. */
export const DEVICES = {
  desktop: null,
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
} as const;

export type Device = keyof typeof DEVICES;

export interface Screen {
  width: number;
  height: number;
  /** Below 1 where the device is larger than the room for it. */
  scale: number;
}

/** How a device fits into a room: its own size, made smaller where it has to be. Null fills the room. */
export function screenOf(
  device: Device,
  turned: boolean,
  room: { width: number; height: number },
): Screen | null {
  const size = DEVICES[device];
  if (!size || room.width === 0 || room.height === 0) return null;
  const width = turned ? size.height : size.width;
  const height = turned ? size.width : size.height;
  const scale = Math.min(1, room.width / width);
  // A phone taller than the room is cut at the room's edge: its page scrolls anyway.
  return { width, height: Math.min(height, room.height / scale), scale };
}
