;; client: Emacs jsonrpc.el
;; found: emacs --batch --eval "(require 'jsonrpc)"
;; run: emacs --batch --load "$RECIPE"
;; apt: emacs-nox
;; -*- lexical-binding: t -*-
(require 'jsonrpc)
(let ((connection
       (jsonrpc-process-connection
        :process (lambda ()
                   (make-network-process :name "lms" :family 'local :service (getenv "SOCKET")
                                         :coding 'utf-8-emacs-unix :noquery t)))))
  (cl-flet ((tell (name value)
              (princ (format "%s %s\n" name
                             (decode-coding-string
                              (json-serialize value :null-object nil :false-object :json-false)
                              'utf-8)))))
    (jsonrpc-notify connection :ping nil)
    (tell "health" (jsonrpc-request connection :server/health nil))
    (tell "roster" (jsonrpc-request connection :cohort/roster '(:cohortId 1)))
    (tell "check" (jsonrpc-request connection :enrollment/check '(:studentId 3 :courseId 1)))
    (condition-case refusal
        (jsonrpc-request connection :cohort/enroll '(:cohortId 1 :studentId 2))
      (jsonrpc-error
       (princ (format "error %d\n" (alist-get 'jsonrpc-error-code (cddr refusal))))))))
