import { useState } from 'react'
import { type Refusal, refuse } from '#platform/contract/verdict.ts'
import type { Troubled } from '../../kit/client.ts'

/** What a command carries within itself; larger files have uploads of their own. */
const mostBytes = 1_400_000

const unfit = ({ name, size }: File): Refusal | null => {
  if (size === 0)
    return refuse('FILE_EMPTY', {
      sentence: `“${name}”是空的。`,
      remedy: '请选择有内容的文件。',
      clauses: [],
    })
  if (size <= mostBytes) return null
  return refuse('FILE_TOO_LARGE', {
    sentence: `“${name}”超过1.4 MB，不能读取。`,
    remedy: '请删去文件中的图片等无关内容后重新选择。',
    clauses: [],
  })
}

/** Tells of a file that no command could carry, before it is sent. */
export const useFitFile = () => {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const trouble: Troubled = { refusal, fault: null }
  const fits = (file: File): boolean => {
    const found = unfit(file)
    setRefusal(found)
    return found === null
  }
  return { trouble, fits }
}
