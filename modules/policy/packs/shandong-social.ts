import type { Regime } from '../core/pack.ts'
import { shandongSocial2020 } from './shandong-social-2020.ts'
import { shandongSocial2023 } from './shandong-social-2023.ts'

/** Social evaluation organisations of Shandong: the pilot of 2020, then the guideline of 2023. */
export const shandongSocial: readonly Regime[] = [shandongSocial2020, shandongSocial2023]
