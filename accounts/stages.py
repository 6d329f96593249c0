from allauth.account import stages


class EmailVerificationStage(stages.EmailVerificationStage):
    def handle(self):
        """Go on without a code where there is no address to send it to."""
        user = self.login.user
        has_no_address = user and not user.email and not user.emailaddress_set.exists()
        return (None, True) if has_no_address else super().handle()
