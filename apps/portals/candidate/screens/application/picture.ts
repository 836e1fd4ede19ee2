/** How the picture lies in the frame: zoom from 1 (just covers it), offsets in parts of the frame, −1 to 1. */
export interface Framing {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** Draws the picture into the frame, on white. */
export const drawFramed = (canvas: HTMLCanvasElement, picture: ImageBitmap, framing: Framing): void => {
  const { width, height } = canvas
  const scale = Math.max(width / picture.width, height / picture.height) * framing.zoom
  const [shownWidth, shownHeight] = [picture.width * scale, picture.height * scale]
  const left = ((width - shownWidth) / 2) * (1 - framing.x)
  const top = ((height - shownHeight) / 2) * (1 - framing.y)
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, left, top, shownWidth, shownHeight)
}

const toJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))

/** The best JPEG of the canvas within the bytes allowed; null when even the coarsest is larger. */
export const compressed = async (canvas: HTMLCanvasElement, maxBytes: number): Promise<Blob | null> => {
  let best: Blob | null = null
  let [low, high] = [0.2, 0.96]
  for (let step = 0; step < 6; step += 1) {
    const quality = step === 0 ? high : (low + high) / 2
    const blob = await toJpeg(canvas, quality)
    if (blob && blob.size <= maxBytes) {
      best = blob
      if (step === 0) return best
      low = quality
    } else high = quality
  }
  return best
}
