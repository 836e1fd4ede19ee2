import { deskOf } from '../desk/shell.tsx'
import { mount } from '../kit/provider.tsx'
import { screens } from './routes.tsx'

mount('/organisation', deskOf({ title: '评价机构', screens }))
