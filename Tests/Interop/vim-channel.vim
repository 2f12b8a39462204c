" client: Vim channel
" found: vim --version | grep -q +channel
" run: vim -es -N -u NONE -i NONE -S "$RECIPE"
" apt: vim-nox
let channel = ch_open('unix:' .. $SOCKET, #{mode: 'lsp'})
func Call(method, params)
  return ch_evalexpr(g:channel, #{method: a:method, params: a:params}, #{timeout: 30000})
endfunc
call ch_sendexpr(channel, #{method: 'ping', params: {}})
let lines = ['health ' .. json_encode(Call('server/health', {}).result)]
call add(lines, 'roster ' .. json_encode(Call('cohort/roster', #{cohortId: 1}).result))
call add(lines, 'check ' .. json_encode(Call('enrollment/check', #{studentId: 3, courseId: 1}).result))
call add(lines, 'error ' .. Call('cohort/enroll', #{cohortId: 1, studentId: 2}).error.code)
call writefile(lines, '/dev/stdout')
qall!
