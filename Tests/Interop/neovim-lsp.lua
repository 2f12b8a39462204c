-- client: Neovim vim.lsp.rpc
-- found: nvim --version | grep -q 'v0[.][789][.]' && command -v socat
-- run: nvim --headless --clean -c "luafile $RECIPE"
-- apt: neovim socat
-- Until 0.10 it knows no sockets, only programs.
local client = vim.lsp.rpc.start('socat', { '-', 'UNIX-CONNECT:' .. vim.env.SOCKET }, {})
local function call(method, params)
  local done, failure, result
  client.request(method, params, function(e, r) done, failure, result = true, e, r end)
  vim.wait(30000, function() return done end, 5)
  return failure, result
end
local function tell(name, value) io.stdout:write(name, ' ', vim.json.encode(value), '\n') end

client.notify('ping', vim.empty_dict())
local _, health = call('server/health', vim.empty_dict())
tell('health', health)
local _, roster = call('cohort/roster', { cohortId = 1 })
tell('roster', roster)
local _, check = call('enrollment/check', { studentId = 3, courseId = 1 })
tell('check', check)
local refusal = call('cohort/enroll', { cohortId = 1, studentId = 2 })
tell('error', refusal.code)
vim.cmd('qall!')
