package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "help.completion",
		Long:      "help.completion.long",
		Example:   "xsync completion bash > ~/.local/share/bash-completion/completions/xsync\nxsync completion fish > ~/.config/fish/completions/xsync.fish",
		Args:      a.countArguments(1, 1),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.out, true)
			case "zsh":
				return root.GenZshCompletion(a.out)
			case "fish":
				return root.GenFishCompletion(a.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.out)
			}
			return &usageError{message: a.messages.Text("usage.shell", "Shell", args[0], "Want", strings.Join(shells, ", "))}
		},
	}
}
